// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.domain.StableHash;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepContext;
import io.perennial.text.Polarity;
import io.perennial.text.intent.Intent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What people said of texts: by event, each the last word. */
public final class TextLabels {

  private static final String VIEW = "said_labels";

  /**
   * A label, and the text that it is of, without personal data.
   *
   * @param embedding of that very text; empty where none is stored
   */
  record Told(TextLabel label, String text, Optional<String> embedding) {}

  private final List<Told> told;
  private final List<WeakLabels.Weak> weak;

  private TextLabels(List<Told> told, List<WeakLabels.Weak> weak) {
    this.told = told;
    this.weak = weak;
  }

  /**
   * Those of texts that are there; needs the views {@code said_texts} and {@code text_events}.
   *
   * @param scores whether scores beside texts say how these feel
   */
  static TextLabels read(StepContext context, boolean scores) {
    Engine engine = context.engine();
    engine.view(VIEW, context.lake().table(Tables.TEXT_LABELS).scan());
    TreeMap<Long, Told> last = new TreeMap<>();
    try (Batches rows =
        engine.query(
            "SELECT l.event_id, l.record_id, l.sentiment, l.intent, l.urgent, t.embedding, t.text_hash,"
                + " t.text, t.names FROM said_labels l JOIN said_texts t ON t.event_id = l.event_id"
                + " ORDER BY l.event_id, l.said_at, l.sentiment, l.intent, l.urgent")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          TextLabel label =
              new TextLabel(
                  batch.longs(0)[i],
                  batch.longs(1)[i],
                  text(batch, 2, i).flatMap(TextLabels::polarity),
                  text(batch, 3, i).flatMap(Intent::of),
                  batch.isNull(4, i) ? Optional.empty() : Optional.of(batch.longs(4)[i] == 1));
          Told before = last.get(label.event());
          last.put(
              label.event(),
              new Told(
                  before == null ? label : merged(before.label(), label),
                  SaidText.of(batch, i),
                  SaidText.isAsStored(batch, i) ? text(batch, 5, i) : Optional.empty()));
        }
      }
    }
    List<WeakLabels.Weak> weak = new ArrayList<>(scores ? WeakLabels.read(engine) : List.of());
    weak.removeIf(one -> last.containsKey(one.event()));
    return new TextLabels(new ArrayList<>(last.values()), weak);
  }

  /** The sentiment of that word, in whatever case. */
  public static Optional<Polarity> polarity(String word) {
    for (Polarity polarity : Polarity.values()) {
      if (polarity.name().equalsIgnoreCase(word.strip())) {
        return Optional.of(polarity);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> text(Batch batch, int column, int row) {
    return batch.isNull(column, row) ? Optional.empty() : Optional.of(batch.texts(column)[row]);
  }

  /** What was said later, and of what nothing was said then, earlier. */
  private static TextLabel merged(TextLabel before, TextLabel after) {
    return new TextLabel(
        after.event(),
        after.record(),
        after.sentiment().or(before::sentiment),
        after.intent().or(before::intent),
        after.urgent().or(before::urgent));
  }

  List<Told> told() {
    return told;
  }

  /** What scores say of texts of which nobody said anything else. */
  List<WeakLabels.Weak> weak() {
    return weak;
  }

  /** Another number for other labels. */
  long fingerprint() {
    StringBuilder all = new StringBuilder();
    told.forEach(one -> all.append(one.label()).append(StableHash.of(one.text())).append('\n'));
    weak.forEach(
        one ->
            all.append(one.event())
                .append(one.polarity())
                .append(StableHash.of(one.text()))
                .append('\n'));
    return StableHash.of(all.toString());
  }

  /**
   * Writes labels down; they hold from the next run on.
   *
   * @param at when they were said
   */
  public static void add(Lake lake, Engine engine, List<TextLabel> labels, Instant at) {
    if (labels.isEmpty()) {
      return;
    }
    LakeTable table = lake.table(Tables.TEXT_LABELS);
    Batch batch =
        new Batch(Tables.TEXT_LABELS.columns().stream().map(Column::field).toList(), labels.size());
    long now = AsOf.of(at).micros();
    for (TextLabel label : labels) {
      int row = batch.addRow();
      batch.setLong(batch.index("event_id"), row, label.event());
      batch.setLong(batch.index("record_id"), row, label.record());
      batch.setLong(batch.index("said_at"), row, now);
      label
          .sentiment()
          .ifPresent(
              said ->
                  batch.setText(
                      batch.index("sentiment"), row, said.name().toLowerCase(Locale.ROOT)));
      label.intent().ifPresent(said -> batch.setText(batch.index("intent"), row, said.word()));
      label.urgent().ifPresent(said -> batch.setLong(batch.index("urgent"), row, said ? 1 : 0));
    }
    engine.load(VIEW, Batches.of(batch));
    try {
      table.append(
          "labels-" + now + "-" + StableHash.of(labels.toString()),
          engine.write("SELECT * FROM " + VIEW, FileTarget.of(table)),
          Map.of());
    } finally {
      engine.drop(VIEW);
    }
  }
}
