// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.pipeline;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepContext;
import io.perennial.text.Sentiment;
import io.perennial.text.embed.PackedEmbedding;
import io.perennial.text.intent.IntentGuess;
import io.perennial.text.theme.ThemeText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** All texts with what they say, a batch at a time: judged now, or kept as they were. */
final class JudgedTexts {

  /** Texts that are judged at once. */
  private static final int AT_ONCE = 256;

  static final List<Field> FIELDS = fields();
  private static final List<String> COPIED =
      List.of(
          "language",
          "sentiment",
          "sentiment_probability",
          "intensity",
          "intent",
          "intent_probability",
          "urgency",
          "theme_id",
          "text_hash",
          "judged_by",
          "embedding",
          "run_id");

  private final Engine engine;
  private final TextJudge judge;
  private final StoredThemes themes;
  private final StepContext context;
  private final Map<String, Long> ofLanguage = new TreeMap<>();
  private long read;
  private long embedded;

  JudgedTexts(Engine engine, TextJudge judge, StoredThemes themes, StepContext context) {
    this.engine = engine;
    this.judge = judge;
    this.themes = themes;
    this.context = context;
  }

  private static List<Field> fields() {
    List<Field> fields =
        new ArrayList<>(Tables.TEXTS.columns().stream().map(Column::field).toList());
    fields.add(new Field("is_kept", ColumnType.BOOLEAN));
    fields.add(new Field(Mentions.BRANDS, ColumnType.STRING));
    return List.copyOf(fields);
  }

  /** To be read once, to the end. */
  Batches batches() {
    Batches said = engine.query("SELECT * FROM said_texts");
    return Batches.of(
        FIELDS,
        new Iterator<>() {
          private boolean closed;
          private boolean known;
          private boolean more;

          @Override
          public boolean hasNext() {
            if (!known) {
              more = !closed && said.next();
              known = true;
              if (!more && !closed) {
                closed = true;
                said.close();
              }
            }
            return more;
          }

          @Override
          public Batch next() {
            if (!hasNext()) {
              throw new NoSuchElementException("Cannot read on: there are no more texts");
            }
            known = false;
            return judged(said.batch());
          }
        });
  }

  private Batch judged(Batch in) {
    Batch out = new Batch(FIELDS, in.rows());
    List<Integer> waiting = new ArrayList<>();
    for (int i = 0; i < in.rows(); i++) {
      int row = out.addRow();
      copy(in, i, out, row, "event_id");
      copy(in, i, out, row, "record_id");
      copy(in, i, out, row, "occurred_at");
      copy(in, i, out, row, "type");
      boolean same = SaidText.isAsStored(in, i);
      int by = in.index("judged_by");
      if (same && in.longs(by)[i] == judge.fingerprint()) {
        COPIED.forEach(column -> copy(in, row, out, row, column));
        out.setLong(out.index("is_kept"), row, 1);
        count(out.texts(out.index("language"))[row]);
      } else {
        waiting.add(i);
      }
      if (waiting.size() == AT_ONCE) {
        judge(in, waiting, out);
        waiting.clear();
      }
    }
    judge(in, waiting, out);
    context.progress().advance(in.rows());
    return out;
  }

  private void judge(Batch in, List<Integer> rows, Batch out) {
    if (rows.isEmpty()) {
      return;
    }
    List<TextJudge.Pending> pending = new ArrayList<>();
    int embedding = in.index("embedding");
    for (int row : rows) {
      boolean known = SaidText.isAsStored(in, row) && !in.isNull(embedding, row);
      embedded += known ? 0 : 1;
      pending.add(
          new TextJudge.Pending(
              in.texts(in.index("text"))[row],
              SaidText.of(in, row),
              known ? Optional.of(in.texts(embedding)[row]) : Optional.empty()));
    }
    List<TextJudge.Judged> judged = judge.judge(pending);
    for (int k = 0; k < rows.size(); k++) {
      write(in, rows.get(k), judged.get(k), out);
    }
  }

  private void write(Batch in, int row, TextJudge.Judged judged, Batch out) {
    String language = judged.read().language().code();
    count(language);
    out.setText(out.index("language"), row, language);
    judged.sentiment().ifPresent(sentiment -> write(sentiment, out, row));
    judged.intent().ifPresent(intent -> write(intent, out, row));
    OptionalLong theme =
        themes.of(
            language,
            new ThemeText(judged.read().embedding(), SaidText.words(judged.read().plain())));
    theme.ifPresent(id -> out.setLong(out.index("theme_id"), row, id));
    out.setLong(out.index("text_hash"), row, SaidText.hash(in, row));
    out.setLong(out.index("judged_by"), row, judge.fingerprint());
    out.setText(out.index("embedding"), row, PackedEmbedding.text(judged.read().embedding()));
    out.setText(out.index("run_id"), row, context.runId());
    out.setLong(out.index("is_kept"), row, 0);
    if (!judged.brands().isEmpty()) {
      out.setText(out.index(Mentions.BRANDS), row, String.join("\n", judged.brands()));
    }
  }

  private static void write(Sentiment sentiment, Batch out, int row) {
    out.setText(out.index("sentiment"), row, sentiment.polarity().name().toLowerCase(Locale.ROOT));
    out.setDouble(out.index("sentiment_probability"), row, sentiment.probability());
    out.setDouble(out.index("intensity"), row, sentiment.intensity());
  }

  private static void write(IntentGuess intent, Batch out, int row) {
    out.setText(out.index("intent"), row, intent.intent().word());
    out.setDouble(out.index("intent_probability"), row, intent.probability());
    out.setDouble(out.index("urgency"), row, intent.urgency());
  }

  private static void copy(Batch in, int from, Batch out, int to, String column) {
    int source = in.index(column);
    int target = out.index(column);
    if (in.isNull(source, from)) {
      return;
    }
    switch (out.fields().get(target).type()) {
      case STRING -> out.setText(target, to, in.texts(source)[from]);
      case DOUBLE, DECIMAL -> out.setDouble(target, to, in.doubles(source)[from]);
      case BOOLEAN, LONG, TIMESTAMP -> out.setLong(target, to, in.longs(source)[from]);
    }
  }

  private void count(String language) {
    read++;
    ofLanguage.merge(language, 1L, Long::sum);
  }

  /** How many texts there are in each language. */
  Map<String, Long> ofLanguage() {
    return ofLanguage;
  }

  /** How many there are. */
  long read() {
    return read;
  }

  /** How many were embedded. */
  long embedded() {
    return embedded;
  }
}
