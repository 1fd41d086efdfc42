# Reads what `musnad export` wrote, in base R; nothing else is needed.
#
#     musnad export -w demo --table panel --fill -o panel.csv
#     musnad export -w demo -o events.csv
#     Rscript examples/panel.R panel.csv events.csv

read_musnad <- function(file) {
  # Only an empty cell is missing.
  read.csv(file, na.strings = "", encoding = "UTF-8", check.names = FALSE)
}

files <- commandArgs(trailingOnly = TRUE)
panel <- read_musnad(files[1])
events <- read_musnad(files[2])

# The month as a date, and a number for each directed dyad as panel estimators want it.
panel$date <- as.Date(paste0(panel$month, "-01"))
panel$dyad <- interaction(panel$actor_iso3, panel$recipient_iso3, drop = TRUE)

# Numbers are numbers, also negative ones; countries without a number in the Correlates of War project have NA.
stopifnot(
  is.numeric(panel$intensity_sum),
  is.numeric(panel$actor_cow),
  !anyNA(panel$date),
  panel$events == panel$verbal_cooperation + panel$material_cooperation +
    panel$verbal_conflict + panel$material_conflict,
  is.na(panel$intensity_mean) == (panel$events == 0)
)
cat(nlevels(panel$dyad), "dyads,", length(unique(panel$month)), "months,", sum(panel$events), "events,",
    sum(panel$stories), "stories\n")

# Who acts most on whom in other countries.
abroad <- panel[panel$actor_iso3 != panel$recipient_iso3, ]
total <- aggregate(cbind(events, stories, intensity_sum) ~ actor_iso3 + recipient_iso3, abroad, sum)
print(head(total[order(-total$events, total$actor_iso3, total$recipient_iso3), ], 5), row.names = FALSE)

# A merge with another data set goes by Correlates of War numbers and year:
#     merge(panel, other, by.x = c("actor_cow", "recipient_cow", "year"), by.y = c("ccode1", "ccode2", "year"))

# Events by quad class; lists in a cell are apart with strsplit(x, "; ").
print(table(events$quad_class))
first_actors <- vapply(strsplit(events$actor_names_en, "; "), function(x) x[1], "")
print(head(sort(table(first_actors), decreasing = TRUE), 3))
