// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.lake.Batch;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Simulated customers of six kinds as the segment step reads them: the thirty features that groups
 * are found by, and those that rules and scores read. The same customer is much the same at each
 * instant, a quarter older.
 */
final class CustomerFeatures {

  private static final long DAY = 86_400_000_000L;

  /** The newest instant, 2026-01-01, microseconds. */
  private static final long NOW = 1_767_225_600_000_000L;

  private static final long QUARTER = 90;
  private static final int KINDS = 6;

  /** Rate, basket, discounts, web, app, store, variety, engagement, returns, season. */
  private static final int TRAITS = 10;

  private static final List<String> ALWAYS = List.of("customer_id", "as_of");
  private static final List<String> LABELS =
      List.of("label_until", "label_spend", "label_purchases", "label_active");

  private final RandomSource random = RandomSource.seeded(53);
  private final double[][] kinds = new double[KINDS][TRAITS];
  private final List<Field> fields = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final int quartersAgo;

  /**
   * @param quartersAgo 0 for the newest instant; others have what came after
   * @param read names of the dictionary that are told
   */
  CustomerFeatures(int quartersAgo, FeatureDictionary dictionary, List<String> read) {
    this.quartersAgo = quartersAgo;
    RandomStream middles = random.derive("kinds").stream(0);
    for (double[] kind : kinds) {
      for (int t = 0; t < TRAITS; t++) {
        kind[t] = normal(middles);
      }
    }
    field(ALWAYS.get(0), ColumnType.LONG);
    field(ALWAYS.get(1), ColumnType.TIMESTAMP);
    if (quartersAgo > 0) {
      field(LABELS.get(0), ColumnType.TIMESTAMP);
      field(LABELS.get(1), ColumnType.DOUBLE);
      field(LABELS.get(2), ColumnType.LONG);
      field(LABELS.get(3), ColumnType.LONG);
    }
    read.forEach(name -> field(name, dictionary.get(name).orElseThrow().type()));
  }

  private void field(String name, ColumnType type) {
    places.put(name, fields.size());
    fields.add(new Field(name, type));
  }

  List<Field> fields() {
    return List.copyOf(fields);
  }

  /** The instant, microseconds since 1970. */
  long asOf() {
    return NOW - quartersAgo * QUARTER * DAY;
  }

  /** The customers from one number to another, but those who came later than the instant. */
  Batch of(int from, int to) {
    Batch batch = new Batch(fields, to - from);
    for (int i = from; i < to; i++) {
      add(i, batch);
    }
    return batch;
  }

  private void add(int customer, Batch batch) {
    RandomStream lasting = random.derive("customer").stream(customer);
    double[] kind = kinds[Math.min(lasting.nextInt(KINDS), lasting.nextInt(KINDS))];
    double[] traits = new double[TRAITS];
    for (int t = 0; t < TRAITS; t++) {
      traits[t] = 1.3 * kind[t] + 0.6 * normal(lasting);
    }
    double age = -500 * StrictMath.log(lasting.nextOpenDouble()) - quartersAgo * QUARTER;
    boolean isBuyer = lasting.nextInt(25) > 0;
    if (age < 0) {
      return;
    }
    RandomStream passing = random.derive("quarter").derive(quartersAgo).stream(customer);
    Row row = new Row(batch);
    row.set("customer_id", 1_000_003L * customer + 17);
    row.set("as_of", asOf());
    behaviour(row, traits, age, isBuyer, passing);
  }

  private void behaviour(
      Row row, double[] traits, double age, boolean isBuyer, RandomStream chance) {
    double rate = Math.min(52, 4 * StrictMath.exp(0.7 * traits[0])); // purchase days a year
    double money = 40 * StrictMath.exp(0.6 * traits[1]);
    double purchases = isBuyer ? 1 + Math.floor(noisy(rate * age / 365, 0.2, chance)) : 0;
    double gap = Math.max(1, noisy(365 / rate, 0.3, chance));
    double silent = Math.min(age, -gap * StrictMath.log(chance.nextOpenDouble()));
    double year =
        Math.min(purchases, Math.floor(noisy(rate * Math.min(1, age / 365), 0.3, chance)));
    double quarter =
        silent > QUARTER ? 0 : Math.min(year, 1 + Math.floor(year * chance.nextDouble()));
    double lines = Math.ceil(year * noisy(2.5, 0.3, chance));
    double engaged = StrictMath.exp(0.8 * traits[7]);
    double days = Math.floor(noisy(6 * engaged, 0.4, chance));
    double mails = Math.floor(noisy(12, 0.3, chance));
    double opens = Math.floor(mails * share(traits[7] - 0.5, chance));
    double[] channels = {
      StrictMath.exp(traits[3]), StrictMath.exp(traits[4]), StrictMath.exp(traits[5])
    };
    double all = channels[0] + channels[1] + channels[2];
    double spend = purchases * noisy(money, 0.2, chance);
    boolean bought = purchases > 0;
    boolean lately = bought && year > 0;
    row.set("days_since_first_event", age + 3);
    row.set("purchases", purchases);
    row.set("spend_total", spend);
    row.set("purchase_days_90d", quarter);
    row.set("purchase_days_365d", year);
    row.set("order_lines_365d", lines);
    row.set("products_365d", Math.ceil(lines * share(traits[6], chance)));
    row.set("categories_365d", Math.ceil(Math.min(lines, 6 * share(traits[6], chance))));
    row.set("channels_365d", Math.min(lines, 1 + chance.nextInt(3)));
    row.set("spend_decayed", spend * Math.min(1, 130 / Math.max(age, 30)) * chance.nextDouble());
    row.set("sessions_90d", noisy(2 * days, 0.3, chance));
    row.set("active_days_90d", days);
    row.set("active_days_30d", days * chance.nextDouble());
    row.set("engagement_score", noisy(3 * days, 0.5, chance));
    row.set("emails_sent_90d", mails);
    row.set("email_opens_90d", opens);
    row.set("email_clicks_90d", opens * 0.3);
    row.set("unsubscribes", chance.nextInt(30) == 0 ? 1 : 0);
    row.set("tickets_365d", chance.nextInt(6) == 0 ? 1 + chance.nextInt(3) : 0);
    row.set(mails > 0, "email_open_rate_90d", opens / mails);
    row.set(chance.nextInt(3) == 0, "cart_abandonment", share(-traits[0], chance));
    row.set(chance.nextInt(4) == 0, "text_intensity_mean_365d", share(traits[8], chance) - 0.4);
    row.set(bought, "days_since_order", silent);
    row.set(bought, "days_since_first_order", age);
    row.set(bought, "age_weeks", age / 7);
    row.set(bought, "age_at_last_weeks", (age - silent) / 7);
    row.set(bought, "spend_mean", spend / purchases);
    row.set(bought, "spend_rank", 1 / (1 + Math.pow(250 / Math.max(spend, 1e-3), 1.2)));
    row.set(bought, "month_entropy", 3 * share(StrictMath.log(Math.max(1, purchases)) - 2, chance));
    row.set(bought, "repeat_product_share", share(traits[9] - 1, chance));
    for (int q = 1; q <= 4; q++) {
      row.set(bought, "q" + q + "_order_share", share(q == 4 ? traits[9] : -1.5, chance) / 2);
    }
    row.set(purchases > 1, "order_gap_median_days", gap);
    row.set(purchases > 1, "order_gap_spread_days", gap * share(0, chance));
    row.set(purchases > 1, "overdue_ratio", silent / gap);
    row.set(lately, "purchase_days_90d_of_365d", quarter / year);
    row.set(lately, "basket_items_365d", noisy(3 * StrictMath.exp(0.3 * traits[6]), 0.3, chance));
    row.set(lately, "price_mean_365d", noisy(money / 3, 0.3, chance));
    row.set(lately, "discounted_share_365d", share(2 * traits[2] - 0.5, chance));
    row.set(lately, "return_rate_365d", chance.nextInt(3) == 0 ? share(traits[8] - 2, chance) : 0);
    row.set(lately, "category_entropy_365d", 2 * share(traits[6], chance));
    row.set(lately, "category_top_share_365d", share(-traits[6], chance));
    row.set(lately, "brand_entropy_365d", 2.5 * share(traits[6] - 0.5, chance));
    row.set(lately, "brand_top_share_365d", share(0.5 - traits[6], chance));
    row.set(lately, "web_share_365d", channels[0] / all);
    row.set(lately, "mobile_share_365d", channels[1] / all);
    row.set(lately, "store_share_365d", channels[2] / all);
    row.set(lately, "researched_store_order_share", share(traits[3], chance));
    row.word(bought, "favourite_brand", "Brand " + chance.nextInt(40));
    row.word(bought, "favourite_category", "category " + chance.nextInt(12));
    row.word(days > 0, "favourite_device", chance.nextInt(2) == 0 ? "desktop" : "phone");
    labels(row, silent < 2 * gap ? rate / 4 : 0.02, money, isBuyer, chance);
  }

  private void labels(Row row, double rate, double money, boolean isBuyer, RandomStream chance) {
    if (quartersAgo > 0) {
      double bought = isBuyer ? Math.floor(rate * -StrictMath.log(chance.nextOpenDouble())) : 0;
      row.set("label_until", asOf() + QUARTER * DAY);
      row.set("label_spend", bought * noisy(money, 0.4, chance));
      row.set("label_purchases", bought);
      row.set("label_active", Math.min(1, bought));
    }
  }

  private static double noisy(double value, double deviation, RandomStream chance) {
    return value * StrictMath.exp(deviation * normal(chance));
  }

  /** Between 0 and 1, about the logistic of a trait. */
  private static double share(double trait, RandomStream chance) {
    return 1 / (1 + StrictMath.exp(-(trait + 0.5 * normal(chance))));
  }

  private static double normal(RandomStream random) {
    double size = Math.sqrt(-2 * StrictMath.log(random.nextOpenDouble()));
    return size * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  /** A customer's row; features that are not asked for are left out. */
  private final class Row {
    private final Batch batch;
    private final int at;

    Row(Batch batch) {
      this.batch = batch;
      at = batch.addRow();
    }

    void set(String name, long value) {
      batch.setLong(places.get(name), at, value);
    }

    void set(String name, double value) {
      set(true, name, value);
    }

    void set(boolean isKnown, String name, double value) {
      Integer place = places.get(name);
      if (!isKnown || place == null) {
        return;
      }
      if (fields.get(place).type() == ColumnType.DOUBLE) {
        batch.setDouble(place, at, value);
      } else {
        batch.setLong(place, at, (long) Math.floor(value));
      }
    }

    void word(boolean isKnown, String name, String value) {
      Integer place = places.get(name);
      if (isKnown && place != null) {
        batch.setText(place, at, value);
      }
    }
  }
}
