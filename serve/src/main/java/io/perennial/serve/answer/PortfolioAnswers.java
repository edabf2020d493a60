// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.lake.SqlStep;
import io.perennial.serve.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** How the company does, and each part of it. */
public final class PortfolioAnswers {

  /** Of the customers who first bought in a period, how many bought in each later one. */
  public static final SqlStep RETENTION = SqlStep.of(PortfolioAnswers.class, "retention");

  private static final String COMPANY = "company";

  /** Contributions that are told of. */
  private static final int MOST_CHANGES = 12;

  private static final List<String> SCOPES_OF_CHANGE = List.of("tier", "channel", "lifecycle");
  private static final List<String> MEASURES_OF_CHANGE =
      List.of("customer equity", "spend in a year");

  private final Reading reading;
  private final Once once;
  private final Moment moment;

  PortfolioAnswers(Reading reading, Once once, Moment moment) {
    this.reading = reading;
    this.once = once;
    this.moment = moment;
  }

  /**
   * One figure of a scorecard.
   *
   * @param scope company, tier, channel, or a scheme of segments
   * @param name which of them; all for the company
   * @param place of the measure, in the order in which one reads them
   * @param unit customers, share, money, purchases, points or ratio
   * @param lower end of the figure's 90 % interval, where it has one
   * @param upper end of it
   * @param reason why there is no figure, where there is none
   * @param before the figure of the instant before
   */
  public record ScorecardRow(
      Instant asOf,
      String scope,
      String name,
      long place,
      String measure,
      String unit,
      @Nullable Double figure,
      @Nullable Double lower,
      @Nullable Double upper,
      @Nullable String reason,
      @Nullable Double before,
      @Nullable Instant beforeAsOf) {}

  /**
   * What a part of the customers adds to a change of the whole.
   *
   * @param change of the part
   * @param share of the whole's change, which parts of one scope sum to
   */
  public record ContributionRow(
      String measure,
      String scope,
      String name,
      double figure,
      double before,
      double change,
      @Nullable Double share) {}

  /** Figures of the company, and what made them change. */
  public record Portfolio(
      List<ScorecardRow> figures,
      List<ContributionRow> changes,
      Optional<Instant> beforeAsOf,
      Optional<Instant> asOf,
      String currency) {}

  /**
   * Customers who first bought in a month, and how many of them bought in each month since.
   *
   * @param customers how many bought in the first month: all
   * @param active by months since, from 0
   */
  public record CohortRow(String cohort, long customers, List<Long> active) {}

  /** Cohorts by months. */
  public record Retention(
      int monthsPerPeriod, List<CohortRow> cohorts, Optional<Instant> asOf, String currency) {}

  /** The newest figures of all scopes. */
  List<ScorecardRow> newest() {
    return once.get(
        "scorecards",
        () ->
            reading.list(
                ScorecardRow.class,
                "scorecards s WHERE s.as_of = (SELECT max(t.as_of) FROM scorecards t)"
                    + " ORDER BY s.scope, s.name, s.place"));
  }

  /**
   * The newest scorecards of a scope.
   *
   * @param name which of them; empty for all
   * @throws Refusal when there is no such scope
   */
  public List<ScorecardRow> scorecards(Optional<String> scope, Optional<String> name) {
    List<String> scopes = newest().stream().map(ScorecardRow::scope).distinct().toList();
    scope.ifPresent(
        word -> {
          if (!scopes.contains(word)) {
            throw Refusal.invalid(
                "scope", "Unknown scope (must be one of " + String.join(", ", scopes) + ")");
          }
        });
    return newest().stream()
        .filter(row -> scope.isEmpty() || row.scope().equals(scope.get()))
        .filter(row -> name.isEmpty() || row.name().equals(name.get()))
        .toList();
  }

  /** The company. */
  public Portfolio portfolio() {
    return once.get(
        "portfolio",
        () -> {
          List<ScorecardRow> figures =
              newest().stream().filter(row -> row.scope().equals(COMPANY)).toList();
          return new Portfolio(
              figures,
              changes(figures),
              figures.stream()
                  .flatMap(row -> Optional.ofNullable(row.beforeAsOf()).stream())
                  .findFirst(),
              moment.asOf(),
              moment.currency());
        });
  }

  private List<ContributionRow> changes(List<ScorecardRow> company) {
    return newest().stream()
        .filter(row -> SCOPES_OF_CHANGE.contains(row.scope()))
        .filter(row -> MEASURES_OF_CHANGE.contains(row.measure()))
        .flatMap(row -> contribution(row, company).stream())
        .filter(row -> row.change() != 0)
        .sorted(
            Comparator.comparingDouble((ContributionRow row) -> -Math.abs(row.change()))
                .thenComparing(ContributionRow::scope)
                .thenComparing(ContributionRow::name))
        .limit(MOST_CHANGES)
        .toList();
  }

  private static Optional<ContributionRow> contribution(
      ScorecardRow row, List<ScorecardRow> company) {
    Double figure = row.figure();
    Double before = row.before();
    if (figure == null || before == null) {
      return Optional.empty();
    }
    double change = figure - before;
    double whole =
        company.stream()
            .filter(each -> each.measure().equals(row.measure()))
            .mapToDouble(PortfolioAnswers::change)
            .findFirst()
            .orElse(0);
    return Optional.of(
        new ContributionRow(
            row.measure(),
            row.scope(),
            row.name(),
            figure,
            before,
            change,
            whole == 0 ? null : change / whole));
  }

  private static double change(ScorecardRow row) {
    Double figure = row.figure();
    Double before = row.before();
    return figure == null || before == null ? 0 : figure - before;
  }

  record Returned(long cohort, long since, long customers) {}

  /** Who bought again, and when. */
  public Retention retention(int months) {
    return once.get(
        "retention " + months,
        () -> {
          TreeMap<Long, TreeMap<Long, Long>> found = new TreeMap<>();
          long last = Long.MIN_VALUE;
          for (Returned row :
              reading.list(Returned.class, RETENTION, Map.of("months", (long) months))) {
            found
                .computeIfAbsent(row.cohort(), c -> new TreeMap<>())
                .put(row.since(), row.customers());
            last = Math.max(last, row.cohort() + row.since());
          }
          long end = last;
          List<CohortRow> cohorts =
              found.entrySet().stream()
                  .map(
                      cohort -> {
                        Map<Long, Long> by = cohort.getValue();
                        return new CohortRow(
                            LocalDate.of(1970, 1, 1)
                                .plusMonths(cohort.getKey() * months)
                                .toString()
                                .substring(0, "2026-01".length()),
                            by.getOrDefault(0L, 0L),
                            LongStream.rangeClosed(0, end - cohort.getKey())
                                .mapToObj(since -> by.getOrDefault(since, 0L))
                                .toList());
                      })
                  .toList();
          return new Retention(months, cohorts, moment.asOf(), moment.currency());
        });
  }
}
