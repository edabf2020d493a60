// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.Engine;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Rebuild;
import io.perennial.lake.step.StepContext;
import io.perennial.text.theme.LanguageThemes;
import io.perennial.text.theme.Theme;
import io.perennial.text.theme.ThemeText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The themes in force, by language. Texts of a language that has none of its own are told by those
 * of the language with the most texts: often it is that language, mistaken.
 *
 * @param languages by code
 * @param ofLanguage texts that there were when themes were found
 * @param nextTheme the smallest id that no theme ever had
 */
record StoredThemes(
    SortedMap<String, LanguageThemes> languages,
    SortedMap<String, Long> ofLanguage,
    long nextTheme) {

  private static final String VIEW = "stored_themes";

  StoredThemes {
    languages = Collections.unmodifiableSortedMap(languages);
    ofLanguage = Collections.unmodifiableSortedMap(ofLanguage);
  }

  static StoredThemes none() {
    return new StoredThemes(new TreeMap<>(), new TreeMap<>(), 1);
  }

  /** What the last run left; none where it left something that is not understood. */
  static StoredThemes read(StepContext context) {
    Engine engine = context.engine();
    SortedMap<String, LanguageThemes> languages = new TreeMap<>();
    SortedMap<String, Long> ofLanguage = new TreeMap<>();
    long next = 1;
    engine.view(VIEW, context.lake().table(Tables.TEXT_MODELS).scan());
    try (Batches rows = engine.query("SELECT language, texts, next_theme, model FROM " + VIEW)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          next = Math.max(next, batch.longs(2)[i]);
          if (batch.isNull(3, i)) {
            continue; // there were no themes: only the next id is told
          }
          languages.put(batch.texts(0)[i], decoded(batch.texts(3)[i]));
          ofLanguage.put(batch.texts(0)[i], batch.longs(1)[i]);
        }
      }
    } catch (IOException | IllegalArgumentException olderForm) {
      return new StoredThemes(new TreeMap<>(), new TreeMap<>(), next);
    } finally {
      engine.drop(VIEW);
    }
    return new StoredThemes(languages, ofLanguage, next);
  }

  /** No themes, and ids that go on where these end. */
  StoredThemes forgotten() {
    return new StoredThemes(new TreeMap<>(), new TreeMap<>(), nextTheme);
  }

  /** Puts them in the place of those before; where there are none, the next id alone. */
  void write(StepContext context) {
    Batch batch =
        new Batch(
            Tables.TEXT_MODELS.columns().stream().map(Column::field).toList(), languages.size());
    long now = AsOf.of(context.clock().instant()).micros();
    languages.forEach(
        (language, themes) -> {
          int row = batch.addRow();
          batch.setText(batch.index("language"), row, language);
          batch.setLong(batch.index("fitted_at"), row, now);
          batch.setLong(batch.index("texts"), row, ofLanguage.getOrDefault(language, 0L));
          batch.setLong(batch.index("next_theme"), row, nextTheme);
          batch.setText(batch.index("model"), row, encoded(themes));
          batch.setText(batch.index("run_id"), row, context.runId());
        });
    if (languages.isEmpty() && nextTheme > 1) {
      int row = batch.addRow();
      batch.setText(batch.index("language"), row, "");
      batch.setLong(batch.index("fitted_at"), row, now);
      batch.setLong(batch.index("texts"), row, 0);
      batch.setLong(batch.index("next_theme"), row, nextTheme);
      batch.setText(batch.index("run_id"), row, context.runId());
    }
    context.engine().load(VIEW, Batches.of(batch));
    try {
      new Rebuild(context).table(Tables.TEXT_MODELS, "SELECT * FROM " + VIEW, Map.of());
    } finally {
      context.engine().drop(VIEW);
    }
  }

  /** How many texts there were. */
  long texts() {
    return ofLanguage.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The language by whose themes texts in {@code language} are told; empty text for none. */
  String toldBy(String language) {
    if (languages.containsKey(language)) {
      return language;
    }
    String most = "";
    for (Map.Entry<String, Long> other : ofLanguage.entrySet()) {
      if (most.isEmpty() || other.getValue() > ofLanguage.getOrDefault(most, 0L)) {
        most = other.getKey();
      }
    }
    return most;
  }

  /** The theme of a text. */
  OptionalLong of(String language, ThemeText text) {
    LanguageThemes themes = languages.get(toldBy(language));
    if (themes == null) {
      return OptionalLong.empty();
    }
    OptionalInt found = themes.of(text);
    return found.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(themes.themes().get(found.getAsInt()).id());
  }

  /** The theme of each id, with its language. */
  SortedMap<Long, Named> byId() {
    SortedMap<Long, Named> byId = new TreeMap<>();
    languages.forEach(
        (language, themes) ->
            themes.themes().forEach(theme -> byId.put(theme.id(), new Named(language, theme))));
    return byId;
  }

  /** A theme and its language. */
  record Named(String language, Theme theme) {}

  private static String encoded(LanguageThemes themes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      themes.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot encode themes", e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static LanguageThemes decoded(String text) throws IOException {
    byte[] bytes = Base64.getDecoder().decode(text);
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
      return LanguageThemes.read(in);
    }
  }
}
