// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.pipeline.PurchaseHistories;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import io.perennial.value.Fitted;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.answer.Answer;
import io.perennial.value.answer.AnswerConfig;
import io.perennial.value.answer.Answering;
import io.perennial.value.answer.CohortModel;
import io.perennial.value.explain.Background;
import io.perennial.value.explain.ClosedForm;
import io.perennial.value.explain.Sensitivities;
import io.perennial.value.forecast.ValuationConfig;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.whatif.Cohort;
import io.perennial.value.whatif.WhatIf;
import io.perennial.value.whatif.WhatIfConfig;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The customers of a lake, of whom one can ask "what if": under the models that their values rest
 * on, by tier where values are known.
 */
public final class LakeWhatIf {

  private static final double MICROS_PER_WEEK = 7 * 86_400e6;
  private static final String VIEW = "tiers_of_customers";
  private static final int DRAWS = 200;
  private static final int PARAMETERS = 50;

  /** Draws of all customers together, so that a large base does not take for ever. */
  private static final long MOST_DRAWS = 20_000_000;

  private static final int BACKGROUND = 200;

  /** A yearly rate is known to so many digits: its way through a weekly one costs the last. */
  private static final double RATES = 1e12;

  private final WhatIf whatIf;
  private final List<Cohort> cohorts;
  private final AnswerConfig config;
  private final AsOf asOf;
  private final long[] customers;

  private LakeWhatIf(
      WhatIf whatIf, List<Cohort> cohorts, AnswerConfig config, AsOf asOf, long[] customers) {
    this.whatIf = whatIf;
    this.cohorts = List.copyOf(cohorts);
    this.config = config;
    this.asOf = asOf;
    this.customers = customers;
  }

  /**
   * Fits the models to what is known as of the configuration's instant, or the day after the last
   * event.
   *
   * @throws TooLittleDataException where purchases or spend cannot be modelled; the message says
   *     why
   */
  public static LakeWhatIf open(Lake lake, Engine engine, ValueConfig config, Clock clock) {
    AnswerConfig answering = config.answer();
    LakeBase.Read read;
    AsOf asOf;
    try (PurchaseHistories histories =
        PurchaseHistories.open(lake, engine, config.features().purchase())) {
      asOf =
          config
              .features()
              .asOf()
              .or(() -> histories.afterLastEvent(clock))
              .orElseThrow(
                  () -> new TooLittleDataException("Cannot ask what if: there are no purchases"));
      read = new LakeBase(histories, config.features().purchase().zone(), asOf, answering).read();
    }
    Answer answer = new Answering(read.base(), answering).answer();
    Fitted<GammaGammaModel> spend =
        answer
            .spend()
            .orElseThrow(
                () ->
                    new TooLittleDataException(
                        "Cannot ask what if: " + String.join(" ", answer.notes())));
    int n = read.known().size();
    List<Cohort> cohorts = new ArrayList<>();
    long[] order = new long[n];
    String[] tiers = tiers(lake, engine, read.known(), asOf);
    int at = 0;
    for (int c = 0; c < answer.cohorts().size(); c++) {
      int cohort = c;
      CohortModel model = answer.cohorts().get(c);
      int[] rows =
          IntStream.range(0, n).filter(i -> answer.customers().cohort(i) == cohort).toArray();
      for (int row : rows) {
        order[at++] = read.known().id(row);
      }
      Cohort base =
          Cohort.of(
              model.name(),
              new Fitted<>(model.fitted(), model.certificate()),
              spend,
              answer.observed().only(rows));
      if (tiers.length > 0) {
        base = base.withGroups(Arrays.stream(rows).mapToObj(row -> "tier " + tiers[row]).toList());
      }
      boolean youngest = c == answer.cohorts().size() - 1;
      cohorts.add(youngest ? withNewcomers(base, read.known(), asOf, answering) : base);
    }
    int draws = (int) Math.max(50, Math.min(DRAWS, MOST_DRAWS / Math.max(1, n)));
    WhatIfConfig settings =
        new WhatIfConfig(
            answering.forecastWeeks(),
            Math.rint(Math.expm1(answering.weeklyRate() * 52) * RATES) / RATES,
            answering.margin(),
            draws,
            Math.min(PARAMETERS, draws),
            answering.level(),
            answering.seed());
    return new LakeWhatIf(WhatIf.of(cohorts, settings), cohorts, answering, asOf, order);
  }

  /** As many new customers come in the horizon as came in as long before. */
  private static Cohort withNewcomers(
      Cohort cohort, KnownCustomers known, AsOf asOf, AnswerConfig config) {
    TreeMap<Long, Integer> won = new TreeMap<>();
    for (long first : known.firstAt()) {
      double weeks = (asOf.micros() - first) / MICROS_PER_WEEK;
      won.merge((long) (weeks / config.forecastWeeks()), 1, Integer::sum);
    }
    int last = won.getOrDefault(0L, 0);
    return cohort.withNewcomers(last, won.values().stream().reduce(last, Math::max), Double.NaN);
  }

  /** The tier of each customer as of the same instant; none where values are not known. */
  private static String[] tiers(Lake lake, Engine engine, KnownCustomers known, AsOf asOf) {
    String[] tiers = new String[known.size()];
    int found = 0;
    engine.view(VIEW, lake.table(Tables.VALUES).scan());
    try (Batches rows =
        engine.query(
            "SELECT v.customer_id, v.tier FROM "
                + VIEW
                + " v WHERE f_micros(v.as_of) = "
                + asOf.micros())) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          int row = known.indexOf(batch.longs(0)[i]);
          if (row >= 0) {
            tiers[row] = batch.texts(1)[i];
            found++;
          }
        }
      }
    } finally {
      engine.drop(VIEW);
    }
    return found == tiers.length ? tiers : new String[0];
  }

  /** Customers, models and settings. */
  public WhatIf whatIf() {
    return whatIf;
  }

  /** The instant that customers are known as of. */
  public AsOf asOf() {
    return asOf;
  }

  /**
   * The row that a scenario for one customer names.
   *
   * @return negative where the customer never bought
   */
  public int row(long customer) {
    for (int i = 0; i < customers.length; i++) {
      if (customers[i] == customer) {
        return i;
      }
    }
    return -1;
  }

  /** Whose a row is. */
  public long customer(int row) {
    return customers[row];
  }

  /**
   * Why a customer is worth what he is in the configuration's weeks, against customers of the same
   * cohort.
   *
   * @param because what each fact adds, in currency
   * @param steps what one step of the customer's would change, in currency
   */
  public record Reasons(Explanation because, Sensitivities steps) {}

  /**
   * The reasons of a row.
   *
   * @param row as {@link #row} gives it
   */
  public Reasons reasons(int row) {
    int first = 0;
    for (Cohort cohort : cohorts) {
      int n = cohort.customers().customers();
      if (row < first + n) {
        ClosedForm form =
            ClosedForm.ofValue(
                cohort.purchases().model(),
                cohort.spend().model(),
                new ValuationConfig(
                    config.forecastWeeks(), config.weeklyRate(), 0, config.margin()));
        PurchaseHistory history = cohort.customers().history(row - first);
        double spend = cohort.customers().meanSpend()[row - first];
        Background others = Background.sample(cohort.customers(), BACKGROUND, config.seed());
        return new Reasons(
            form.explain(history, spend, others), form.sensitivities(history, spend));
      }
      first += n;
    }
    throw new IllegalArgumentException("Unknown row: " + row);
  }
}
