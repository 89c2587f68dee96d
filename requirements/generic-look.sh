#!/bin/sh
# Makes GOV.UK Frontend's style sheet in the generic look: Arial, and no GDS Transport,
# a type face for the GOV.UK domain alone, which browsers would ask this service for.
set -eu
sheet=node_modules/govuk-frontend/dist/govuk/govuk-frontend
sed -e 's/@font-face{[^}]*}//g' -e 's/GDS Transport,//g' -e 's/"GDS Transport",//g' \
  -e 's/\/\*# sourceMappingURL.*\*\///' "$sheet.min.css" > "$sheet-generic.new"
mv "$sheet-generic.new" "$sheet-generic.min.css"
