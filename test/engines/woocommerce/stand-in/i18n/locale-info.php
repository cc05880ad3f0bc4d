<?php
// How prices and measures look in a country, in the form of the plugin's own list; a few countries suffice.

defined('ABSPATH') || exit;

$row = fn ($currency, $position, $thousands, $decimal, $decimals, $weight = 'kg', $length = 'cm') => [
    'currency_code' => $currency,
    'currency_pos' => $position,
    'thousand_sep' => $thousands,
    'decimal_sep' => $decimal,
    'num_decimals' => $decimals,
    'weight_unit' => $weight,
    'dimension_unit' => $length,
];

return [
    'CH' => $row('CHF', 'left_space', "'", '.', 2),
    'DE' => $row('EUR', 'right_space', '.', ',', 2),
    'JP' => $row('JPY', 'left', ',', '.', 0),
    'KW' => $row('KWD', 'left_space', ',', '.', 3),
    'US' => $row('USD', 'left', ',', '.', 2, 'lbs', 'in'),
];
