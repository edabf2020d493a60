// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.features.PurchaseFold;
import io.perennial.features.PurchaseHistory;
import io.perennial.features.PurchaseRule;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.Formula;
import io.perennial.features.dictionary.Kept;
import io.perennial.features.dictionary.Unit;
import io.perennial.lake.Column;
import io.perennial.lake.EventRow;
import io.perennial.lake.Field;
import io.perennial.lake.RowWriter;
import io.perennial.lake.Tables;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What purchase models are fitted to: the columns of {@link PurchaseFold}, unchanged. */
public final class PurchaseFamily implements FeatureFamily<PurchaseHistory> {
  private static final long serialVersionUID = 1;

  private final PurchaseFold fold;

  public PurchaseFamily(PurchaseRule rule) {
    fold = new PurchaseFold(rule);
  }

  @Override
  public String name() {
    return "purchases";
  }

  @Override
  public List<FeatureDefinition> features() {
    List<FeatureDefinition> features = new ArrayList<>();
    for (Field field : fold.writes()) {
      Column column = Tables.FEATURES.column(field.name());
      features.add(
          new FeatureDefinition(
              field.name(),
              column.meaning(),
              unit(field.name()),
              field.type(),
              name(),
              Optional.empty(),
              whenNull(field.name()),
              Set.of(EventType.ORDER, EventType.RETURN),
              Kept.GROWING,
              new Formula.Told("of purchases, net of returns")));
    }
    return features;
  }

  private static Unit unit(String feature) {
    return switch (feature) {
      case "purchases", "repeat_purchases", "returns" -> Unit.COUNT;
      case "age_at_last_weeks", "age_weeks", "gap_mean_weeks", "gap_deviation_weeks" -> Unit.WEEKS;
      case "first_purchase_at", "last_purchase_at" -> Unit.INSTANT;
      case "regularity" -> Unit.RATIO;
      case "gap_log_sum" -> Unit.SCORE;
      default -> Unit.MONEY;
    };
  }

  private static String whenNull(String feature) {
    return switch (feature) {
      case "purchases", "spend_total", "returns", "returned_amount" -> FeatureDefinition.NEVER;
      case "spend_repeat_mean", "gap_mean_weeks" -> "below two purchases";
      case "gap_deviation_weeks" -> "below three purchases";
      case "regularity" -> "below three purchases, or where all gaps are equal";
      default -> "without a purchase";
    };
  }

  @Override
  public List<String> reads() {
    return fold.reads();
  }

  @Override
  public PurchaseHistory start() {
    return fold.start();
  }

  @Override
  public void add(PurchaseHistory history, int type, EventRow event) {
    fold.add(history, event);
  }

  @Override
  public void read(PurchaseHistory history, AsOf asOf, RowWriter out) {
    fold.read(history, asOf, out);
  }

  @Override
  public void write(PurchaseHistory history, DataOutput out) throws IOException {
    history.write(out);
  }

  @Override
  public PurchaseHistory restore(DataInput in) throws IOException {
    PurchaseHistory history = fold.start();
    history.restore(in);
    return history;
  }
}
