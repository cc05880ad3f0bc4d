<?php
// For the liveness probe: Apache and PHP answer. Says nothing of the database, whose outage no restart here would end.

echo "alive\n";
