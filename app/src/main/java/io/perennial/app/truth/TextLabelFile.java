// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.truth;

import io.perennial.app.UsageException;
import io.perennial.governance.redact.Redactor;
import io.perennial.ingest.FileReading;
import io.perennial.ingest.sniff.FileShape;
import io.perennial.ingest.sniff.FileSniffer;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeException;
import io.perennial.lake.Tables;
import io.perennial.lake.TextFormat;
import io.perennial.lake.raw.SeparatedRows;
import io.perennial.lake.workspace.FileTrouble;
import io.perennial.text.Polarity;
import io.perennial.text.clean.PlainText;
import io.perennial.text.intent.Intent;
import io.perennial.text.pipeline.TextLabel;
import io.perennial.text.pipeline.TextLabels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A CSV file in which people say how texts feel, what they want, and whether they can wait. A row
 * names its text by {@code event_id}, or gives it as {@code text}; a label of a text that is of no
 * event is counted and not kept, so that no text lies where no erasure would find it. Texts are
 * compared without personal data, as they are stored; one in which a name stood is found by its
 * event alone.
 */
public final class TextLabelFile {

  private static final String VIEW = "labelled_events";
  private static final int MOST_SHOWN = 20;
  private static final Set<String> YES = Set.of("yes", "true", "1", "y", "ja", "oui", "si");
  private static final Set<String> NO = Set.of("no", "false", "0", "n", "nein", "non");

  private record Said(
      long line, String event, String text, String sentiment, String intent, String urgent) {}

  private final List<TextLabel> labels = new ArrayList<>();
  private long rows;
  private long unknown;
  private long firstUnknown;

  private TextLabelFile() {}

  /**
   * Reads a file.
   *
   * @throws LakeException when it cannot be read
   * @throws UsageException when a column is missing, or a cell says what is no label
   */
  public static TextLabelFile read(Path file, Lake lake, Engine engine) {
    List<Said> said = said(file);
    Map<String, long[]> byText = new HashMap<>();
    Map<Long, long[]> byEvent = new HashMap<>();
    for (Said one : said) {
      if (one.event().isEmpty()) {
        byText.put(asStored(one.text()), new long[0]);
      } else {
        byEvent.put(event(file, one), new long[0]);
      }
    }
    find(lake, engine, byText, byEvent);
    TextLabelFile labels = new TextLabelFile();
    for (Said one : said) {
      labels.rows++;
      long[] found =
          one.event().isEmpty()
              ? byText.getOrDefault(asStored(one.text()), new long[0])
              : byEvent.getOrDefault(event(file, one), new long[0]);
      if (found.length == 0) {
        labels.firstUnknown = labels.unknown++ == 0 ? one.line() : labels.firstUnknown;
      }
      Optional<Polarity> sentiment = sentiment(file, one);
      Optional<Intent> intent = intent(file, one);
      Optional<Boolean> urgent = urgent(file, one);
      for (int i = 0; i < found.length; i += 2) {
        TextLabel label = new TextLabel(found[i], found[i + 1], sentiment, intent, urgent);
        if (label.says()) {
          labels.labels.add(label);
        }
      }
    }
    return labels;
  }

  private static List<Said> said(Path file) {
    FileShape shape = new FileSniffer(FileReading.auto()).look(file, file.toString());
    if (!(shape.format() instanceof TextFormat.Csv csv)) {
      throw new UsageException("Cannot read labels: " + file + " is no CSV file");
    }
    List<Said> said = new ArrayList<>();
    try (SeparatedRows rows = SeparatedRows.open(file, csv)) {
      List<String> names =
          rows.names().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
      boolean named = names.contains("event_id") || names.contains("text");
      boolean says =
          names.contains("sentiment") || names.contains("intent") || names.contains("urgent");
      if (!named || !says) {
        throw new UsageException(
            "Cannot read labels: "
                + file
                + " has the columns "
                + String.join(", ", names)
                + " (must have event_id or text, and sentiment, intent or urgent)");
      }
      while (rows.next()) {
        if (rows.broken().isEmpty()) {
          said.add(
              new Said(
                  rows.line(),
                  cell(rows, names, "event_id"),
                  cell(rows, names, "text"),
                  cell(rows, names, "sentiment"),
                  cell(rows, names, "intent"),
                  cell(rows, names, "urgent")));
        }
      }
    } catch (IOException e) {
      throw new LakeException("Cannot read " + file + ": " + FileTrouble.why(e), e);
    }
    return said;
  }

  private static String cell(SeparatedRows rows, List<String> names, String name) {
    int column = names.indexOf(name);
    return column < 0 || column >= rows.size() ? "" : rows.field(column).strip();
  }

  /** Puts the events and records of texts in the place of nothing. */
  private static void find(
      Lake lake, Engine engine, Map<String, long[]> byText, Map<Long, long[]> byEvent) {
    engine.view(VIEW, lake.table(Tables.EVENTS).scan());
    try (Batches rows =
        engine.query(
            "SELECT event_id, record_id, text FROM "
                + VIEW
                + " WHERE text IS NOT NULL AND text <> '' ORDER BY event_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          long event = batch.longs(0)[i];
          long record = batch.longs(1)[i];
          byEvent.computeIfPresent(event, (id, none) -> new long[] {event, record});
          if (!byText.isEmpty()) {
            byText.computeIfPresent(
                asStored(batch.texts(2)[i]), (text, found) -> with(found, event, record));
          }
        }
      }
    } finally {
      engine.drop(VIEW);
    }
  }

  private static long[] with(long[] found, long event, long record) {
    long[] more = Arrays.copyOf(found, found.length + 2);
    more[found.length] = event;
    more[found.length + 1] = record;
    return more;
  }

  private static long event(Path file, Said one) {
    try {
      return Long.parseLong(one.event());
    } catch (NumberFormatException e) {
      throw invalid(file, one, "event_id", one.event(), "the number of an event");
    }
  }

  private static Optional<Polarity> sentiment(Path file, Said one) {
    if (one.sentiment().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        TextLabels.polarity(one.sentiment())
            .orElseThrow(
                () ->
                    invalid(
                        file, one, "sentiment", one.sentiment(), "negative, neutral or positive")));
  }

  private static Optional<Intent> intent(Path file, Said one) {
    if (one.intent().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Intent.of(one.intent())
            .orElseThrow(
                () ->
                    invalid(
                        file,
                        one,
                        "intent",
                        one.intent(),
                        "complaint, cancel, refund, question, praise or other")));
  }

  private static Optional<Boolean> urgent(Path file, Said one) {
    String word = one.urgent().toLowerCase(Locale.ROOT);
    if (word.isEmpty()) {
      return Optional.empty();
    }
    if (YES.contains(word) || NO.contains(word)) {
      return Optional.of(YES.contains(word));
    }
    throw invalid(file, one, "urgent", one.urgent(), "yes or no");
  }

  private static UsageException invalid(
      Path file, Said one, String column, String value, String must) {
    return new UsageException(
        "Invalid "
            + column
            + " in "
            + file
            + ", line "
            + one.line()
            + ": "
            + masked(value)
            + " (must be "
            + must
            + ")");
  }

  /** Its form alone: a cell in the wrong column may say who wrote. */
  private static String masked(String value) {
    String form = value.replaceAll("\\p{L}", "x").replaceAll("\\p{N}", "9");
    return form.length() <= MOST_SHOWN ? form : form.substring(0, MOST_SHOWN) + "…";
  }

  /** A text as events have it: they were redacted when they came in. */
  private static String asStored(String text) {
    return PlainText.of(Redactor.redact(PlainText.of(text)));
  }

  /** What was said, of events that are there. */
  public List<TextLabel> labels() {
    return labels;
  }

  /** What could not be used, in sentences. */
  public List<String> remarks() {
    return unknown == 0
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%,d of %,d rows are of no event that has a text (the first in line %,d)",
                unknown,
                rows,
                firstUnknown));
  }
}
