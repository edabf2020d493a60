// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import io.perennial.governance.DataClass;
import java.util.List;
import java.util.Optional;

/** The tables of what customers write, as numbers and themes. None holds what they wrote. */
final class TextTables {

  /** What one text of an event says. */
  static final TableSpec TEXTS =
      new TableSpec(
          "texts",
          "what the text of one event says: language, sentiment, theme, intent; not the text",
          List.of(
              new Column(1, "event_id", ColumnType.LONG, DataClass.PSEUDONYMOUS, "the event"),
              new Column(2, "record_id", ColumnType.LONG, DataClass.PSEUDONYMOUS, "whose"),
              new Column(
                  3,
                  "occurred_at",
                  ColumnType.TIMESTAMP,
                  DataClass.PSEUDONYMOUS,
                  "when it was written, UTC"),
              new Column(
                  4,
                  "type",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "of the event: ticket_opened, review, survey and so on"),
              new Column(
                  5,
                  "language",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "ISO 639-1 code; und where it cannot be told"),
              new Column(
                  6,
                  "sentiment",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "negative, neutral or positive; null where there are no words"),
              new Column(
                  7,
                  "sentiment_probability",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "that it is this"),
              new Column(
                  8,
                  "intensity",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "from -1, as bad as can be, to 1"),
              new Column(
                  9,
                  "intent",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "complaint, cancel, refund, question, praise or other"),
              new Column(
                  10,
                  "intent_probability",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "that it is this"),
              new Column(
                  11,
                  "urgency",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "probability that it cannot wait"),
              new Column(
                  12,
                  "theme_id",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "what it is about; null for no theme"),
              new Column(
                  13,
                  "text_hash",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "of the text, to notice when it is another"),
              new Column(
                  14,
                  "judged_by",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "hash of the models, labels and names of brands behind it"),
              new Column(
                  15,
                  "embedding",
                  ColumnType.STRING,
                  DataClass.PERSONAL,
                  "what it means as 384 small numbers, Base64; of texts without names and addresses"),
              new Column(
                  16,
                  "run_id",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "the run that wrote the row")),
          Optional.empty(),
          List.of("record_id", "occurred_at", "event_id"));

  /** What many texts are about. */
  static final TableSpec THEMES =
      new TableSpec(
          "themes",
          "what many texts are about, and whether it is said more than it used to be",
          List.of(
              new Column(
                  1,
                  "theme_id",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "which it keeps when themes are found anew"),
              new Column(2, "language", ColumnType.STRING, DataClass.GENERAL, "of its texts"),
              new Column(
                  3,
                  "name",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "its telling words, each said by several texts"),
              new Column(
                  4,
                  "first_seen",
                  ColumnType.TIMESTAMP,
                  DataClass.GENERAL,
                  "when its first text was written, UTC"),
              new Column(
                  5,
                  "last_seen",
                  ColumnType.TIMESTAMP,
                  DataClass.GENERAL,
                  "when its last was, UTC"),
              new Column(6, "texts", ColumnType.LONG, DataClass.GENERAL, "how many there are"),
              new Column(
                  7,
                  "last_week",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "how many of the seven days that end with the last text of all"),
              new Column(
                  8,
                  "expected",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "how many there would be at the share of the weeks before"),
              new Column(
                  9,
                  "chance",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "probability of as many or more, if nothing has changed"),
              new Column(
                  10,
                  "alert",
                  ColumnType.BOOLEAN,
                  DataClass.GENERAL,
                  "whether that is too small to be chance, among all themes"),
              new Column(
                  11,
                  "trend",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "change of its share a week, relative, over the last 12"),
              new Column(
                  12,
                  "trend_low",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "lower end of its 95 % interval"),
              new Column(13, "trend_high", ColumnType.DOUBLE, DataClass.GENERAL, "upper end of it"),
              new Column(
                  14, "run_id", ColumnType.STRING, DataClass.GENERAL, "the run that said so")),
          Optional.empty(),
          List.of("theme_id"));

  /** One brand that one text speaks of. */
  static final TableSpec MENTIONS =
      new TableSpec(
          "mentions",
          "one brand that the text of one event speaks of",
          List.of(
              new Column(1, "event_id", ColumnType.LONG, DataClass.PSEUDONYMOUS, "the event"),
              new Column(2, "record_id", ColumnType.LONG, DataClass.PSEUDONYMOUS, "whose"),
              new Column(
                  3,
                  "occurred_at",
                  ColumnType.TIMESTAMP,
                  DataClass.PSEUDONYMOUS,
                  "when it was written, UTC"),
              new Column(4, "brand", ColumnType.STRING, DataClass.GENERAL, "the brand"),
              new Column(
                  5, "run_id", ColumnType.STRING, DataClass.GENERAL, "the run that wrote the row")),
          Optional.empty(),
          List.of("brand", "occurred_at", "event_id"));

  /** One account that posts, and how far its word goes. */
  static final TableSpec INFLUENCERS =
      new TableSpec(
          "influencers",
          "one account that posts, and how far its word goes",
          List.of(
              new Column(1, "record_id", ColumnType.LONG, DataClass.PSEUDONYMOUS, "whose it is"),
              new Column(2, "posts", ColumnType.LONG, DataClass.GENERAL, "posts of it"),
              new Column(
                  3,
                  "followers",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "at most, of all its posts; 0 if not known"),
              new Column(
                  4, "replies", ColumnType.LONG, DataClass.GENERAL, "by others to its posts"),
              new Column(
                  5,
                  "rank",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "PageRank in the graph of replies; all sum to 1"),
              new Column(
                  6,
                  "influence",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "0..1: the mean of its places by rank and by followers"),
              new Column(
                  7, "run_id", ColumnType.STRING, DataClass.GENERAL, "the run that wrote the row")),
          Optional.empty(),
          List.of("record_id"));

  /** The themes of one language, as they are told. */
  static final TableSpec MODELS =
      new TableSpec(
          "text_models",
          "how the themes of one language are told; the newest is in force",
          List.of(
              new Column(1, "language", ColumnType.STRING, DataClass.GENERAL, "of the texts"),
              new Column(2, "fitted_at", ColumnType.TIMESTAMP, DataClass.GENERAL, "when, UTC"),
              new Column(3, "texts", ColumnType.LONG, DataClass.GENERAL, "texts that there were"),
              new Column(
                  4,
                  "next_theme",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "the smallest id that no theme ever had"),
              new Column(
                  5,
                  "model",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "means and words of themes, hashes of stems with their rarity; Base64"),
              new Column(
                  6, "run_id", ColumnType.STRING, DataClass.GENERAL, "the run that fitted it")),
          Optional.empty(),
          List.of("language"));

  /** What a person said of the text of an event. */
  static final TableSpec LABELS =
      new TableSpec(
          "text_labels",
          "what a person said of the text of one event; the last word counts",
          List.of(
              new Column(1, "event_id", ColumnType.LONG, DataClass.PSEUDONYMOUS, "the event"),
              new Column(2, "record_id", ColumnType.LONG, DataClass.PSEUDONYMOUS, "whose"),
              new Column(
                  3, "said_at", ColumnType.TIMESTAMP, DataClass.GENERAL, "when it was said, UTC"),
              new Column(
                  4,
                  "sentiment",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "negative, neutral or positive; null if nothing was said of that"),
              new Column(
                  5,
                  "intent",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "complaint, cancel, refund, question, praise or other; or null"),
              new Column(
                  6,
                  "urgent",
                  ColumnType.BOOLEAN,
                  DataClass.GENERAL,
                  "whether it cannot wait; or null")),
          Optional.empty(),
          List.of("event_id", "said_at"));

  private TextTables() {}
}
