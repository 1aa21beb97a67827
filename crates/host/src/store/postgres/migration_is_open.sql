SELECT coalesce(current_setting('muster.moving', true), '') = 'on'
