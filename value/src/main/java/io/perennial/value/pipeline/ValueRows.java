// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.Field;
import io.perennial.lake.Tables;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.answer.Answer;
import io.perennial.value.answer.CohortModel;
import io.perennial.value.answer.CustomerAnswers;
import io.perennial.value.economics.Tiers;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** An answer as rows of the table of values, a batch at a time. */
final class ValueRows {

  private static final int BATCH_ROWS = 16_384;
  private static final double DAYS_PER_WEEK = 7;
  private static final List<Field> FIELDS =
      Tables.VALUES.columns().stream()
          .filter(column -> !column.name().equals("run_id") && !column.name().equals("as_of"))
          .map(Column::field)
          .toList();

  private final Answer answer;
  private final KnownCustomers known;
  private final int horizonWeeks;
  private final String currency;
  private final Tiers tiers;
  private final NearColumns near;
  private final Rhythms rhythms;

  ValueRows(
      Answer answer,
      KnownCustomers known,
      NearColumns near,
      Rhythms rhythms,
      Tiers tiers,
      int horizonWeeks,
      String currency) {
    this.answer = answer;
    this.known = known;
    this.near = near;
    this.rhythms = rhythms;
    this.horizonWeeks = horizonWeeks;
    this.currency = currency;
    this.tiers = tiers;
  }

  static List<Field> fields() {
    return FIELDS;
  }

  Batches rows() {
    Iterator<Batch> batches =
        IntStream.iterate(0, from -> from < known.size(), from -> from + BATCH_ROWS)
            .mapToObj(from -> batch(from, Math.min(known.size(), from + BATCH_ROWS)))
            .iterator();
    return Batches.of(FIELDS, batches);
  }

  private Batch batch(int from, int to) {
    Batch batch = new Batch(FIELDS, to - from);
    CustomerAnswers answers = answer.customers();
    for (int i = from; i < to; i++) {
      CohortModel cohort = answer.cohorts().get(answers.cohort(i));
      int row = batch.addRow();
      batch.setLong(batch.index("customer_id"), row, known.id(i));
      batch.setText(batch.index("model"), row, cohort.model());
      batch.setText(batch.index("cohort"), row, cohort.name());
      batch.setDouble(batch.index("horizon_weeks"), row, horizonWeeks);
      set(batch, row, "near_weeks", near.weeks);
      set(batch, row, "near_purchases", near.purchases[i]);
      set(batch, row, "near_purchases_lower", near.purchasesLower[i]);
      set(batch, row, "near_purchases_upper", near.purchasesUpper[i]);
      set(batch, row, "near_spend", near.spend[i]);
      set(batch, row, "near_spend_lower", near.spendLower[i]);
      set(batch, row, "near_spend_upper", near.spendUpper[i]);
      set(batch, row, "near_spend_at_risk", near.spendAtRisk[i]);
      set(batch, row, "p_churn", near.churn[i]);
      set(batch, row, "p_silence", rhythms.unusual[i]);
      set(batch, row, "next_purchase_weeks", rhythms.nextWeeks[i]);
      set(batch, row, "p_alive", answers.probabilityAlive(i));
      set(batch, row, "expected_purchases", answers.expectedPurchases(i));
      set(batch, row, "purchases_lower", answers.purchasesLower(i));
      set(batch, row, "purchases_upper", answers.purchasesUpper(i));
      set(batch, row, "expected_spend", answers.expectedSpend(i));
      set(batch, row, "value", answers.value(i));
      set(batch, row, "value_lower", answers.valueLower(i));
      set(batch, row, "value_upper", answers.valueUpper(i));
      set(batch, row, "lifetime_value", answers.lifetimeValue(i));
      batch.setText(batch.index("tier"), row, tiers.names().get(tiers.tier(i)));
      batch.setText(batch.index("reason"), row, reason(i));
    }
    return batch;
  }

  private static void set(Batch batch, int row, String column, double value) {
    if (Double.isNaN(value)) {
      batch.setNull(batch.index(column), row);
    } else {
      batch.setDouble(batch.index(column), row, value);
    }
  }

  private String reason(int i) {
    CustomerAnswers answers = answer.customers();
    int purchases = known.repeats(i) + 1;
    PurchaseHistory history = answer.observed().history(i);
    StringBuilder words = new StringBuilder();
    words.append(
        String.format(
            Locale.ROOT,
            "bought %s in %s, last %s",
            times(purchases),
            weeks(history.ageWeeks()),
            ago(history.silenceWeeks())));
    if (purchases > 2) {
      words.append(
          String.format(
              Locale.ROOT,
              ", one purchase every %,.1f weeks till then",
              history.recencyWeeks() / (purchases - 1)));
    }
    words.append(
        String.format(
            Locale.ROOT,
            "; %s likely to be still a customer",
            percent(answers.probabilityAlive(i))));
    if (!Double.isNaN(answers.expectedSpend(i))) {
      words.append(
          String.format(
              Locale.ROOT, ", spends %,.2f %s a purchase", known.spend(i) / purchases, currency));
    }
    return words.toString();
  }

  private static String times(int purchases) {
    return purchases == 1
        ? "once"
        : purchases == 2 ? "twice" : String.format(Locale.ROOT, "%,d times", purchases);
  }

  private static String weeks(double weeks) {
    String whole = String.format(Locale.ROOT, "%,.0f", weeks);
    return whole + (whole.equals("1") ? " week" : " weeks");
  }

  /** Whole days, as recency is counted for segments. */
  private static String ago(double weeks) {
    long whole = (long) Math.floor(weeks * DAYS_PER_WEEK + 1e-6);
    return whole <= 0
        ? "on the last day"
        : whole == 1 ? "1 day ago" : String.format(Locale.ROOT, "%,d days ago", whole);
  }

  private static String percent(double share) {
    return share < 1 && share >= 0.995
        ? "over 99 %"
        : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
