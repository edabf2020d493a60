// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.pipeline;

import io.perennial.domain.StableHash;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.step.StepContext;
import io.perennial.text.embed.PackedEmbedding;
import io.perennial.text.theme.LanguageThemes;
import io.perennial.text.theme.TellingWords;
import io.perennial.text.theme.ThemeFit;
import io.perennial.text.theme.ThemeIds;
import io.perennial.text.theme.ThemeText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;

/**
 * Themes found anew: in each language with enough texts, on at most {@link ThemeFit#MOST_TEXTS} of
 * them, drawn by the hash of their event, so that the same texts are drawn whatever their order.
 */
final class ThemeFinding {

  /** What {@code found_themes} holds. */
  static final List<Field> FOUND =
      List.of(new Field("event_id", ColumnType.LONG), new Field("theme_id", ColumnType.LONG));

  /** Themes are found anew when there are so many times the texts. */
  private static final double GROWN = 1.5;

  /** A language with a smaller share of all texts is told by the themes of the greatest. */
  private static final double LEAST_SHARE = 0.02;

  private static final String TEXTS =
      "SELECT j.event_id, j.language, j.theme_id, j.embedding, s.text, s.names"
          + " FROM judged_texts j JOIN said_texts s ON s.event_id = j.event_id";

  private final StepContext context;
  private final StoredThemes former;
  private final Map<String, Long> ofLanguage;
  private final long texts;

  /** The greatest id of a theme that a text has. */
  private long greatest;

  ThemeFinding(StepContext context, StoredThemes former, Map<String, Long> ofLanguage) {
    this.context = context;
    this.former = former;
    this.ofLanguage = ofLanguage;
    texts = ofLanguage.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether there are enough texts, and many more than when themes were found last. */
  boolean isDue() {
    return texts >= ThemeFit.LEAST_TEXTS && texts >= GROWN * former.texts();
  }

  /** Finds them, and makes the table {@code found_themes} of all texts. */
  StoredThemes find() {
    Engine engine = context.engine();
    StoredThemes languages = languages();
    SortedMap<String, Drawn> drawn = new TreeMap<>();
    each(
        (batch, i) -> {
          String language = languages.toldBy(batch.texts(1)[i]);
          drawn.computeIfAbsent(language, l -> new Drawn()).add(batch, i);
          greatest = Math.max(greatest, batch.isNull(2, i) ? 0 : batch.longs(2)[i]);
        });
    SortedMap<String, LanguageThemes> found = new TreeMap<>();
    SortedMap<String, Long> counts = new TreeMap<>();
    // ids that texts still have are not given again, though a model is gone
    long next = Math.max(former.nextTheme(), greatest + 1);
    for (Map.Entry<String, Drawn> entry : drawn.entrySet()) {
      List<ThemeText> sample = entry.getValue().texts();
      ThemeFit fit = ThemeFit.of(sample, context.seed());
      int[] themes = new int[sample.size()];
      for (int i = 0; i < themes.length; i++) {
        themes[i] = fit.theme(i);
      }
      long[] ids = ThemeIds.of(entry.getValue().former(), themes, fit.themes(), next);
      for (long id : ids) {
        next = Math.max(next, id + 1);
      }
      found.put(entry.getKey(), fit.named(ids, TellingWords.of(sample, themes, entry.getKey())));
      counts.put(entry.getKey(), entry.getValue().seen);
    }
    StoredThemes themes = new StoredThemes(found, counts, next);
    engine.load("found_themes", assigned(themes));
    return themes;
  }

  /** The languages that get themes of their own, told as if they had them. */
  private StoredThemes languages() {
    SortedMap<String, LanguageThemes> own = new TreeMap<>();
    SortedMap<String, Long> counts = new TreeMap<>();
    ThemeFit nothing = ThemeFit.of(List.of(), 0);
    String most = "";
    for (Map.Entry<String, Long> language : ofLanguage.entrySet()) {
      if (language.getValue() >= Math.max(ThemeFit.LEAST_TEXTS, LEAST_SHARE * texts)) {
        own.put(language.getKey(), nothing.named(new long[0], List.of()));
        counts.put(language.getKey(), language.getValue());
      }
      if (most.isEmpty() || language.getValue() > ofLanguage.getOrDefault(most, 0L)) {
        most = language.getKey();
      }
    }
    if (own.isEmpty() && !most.isEmpty()) {
      own.put(most, nothing.named(new long[0], List.of()));
      counts.put(most, ofLanguage.getOrDefault(most, 0L));
    }
    return new StoredThemes(own, counts, 1);
  }

  private void each(ObjIntConsumer<Batch> work) {
    try (Batches rows = context.engine().query(TEXTS)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          work.accept(rows.batch(), i);
        }
      }
    }
  }

  private Batches assigned(StoredThemes themes) {
    Batches rows = context.engine().query(TEXTS);
    return Batches.of(
        FOUND,
        new Iterator<>() {
          private boolean closed;

          @Override
          public boolean hasNext() {
            if (!closed && !rows.next()) {
              closed = true;
              rows.close();
            }
            return !closed;
          }

          @Override
          public Batch next() {
            if (closed) {
              throw new NoSuchElementException("Cannot read on: there are no more texts");
            }
            Batch in = rows.batch();
            Batch out = new Batch(FOUND, in.rows());
            for (int i = 0; i < in.rows(); i++) {
              int row = out.addRow();
              out.setLong(0, row, in.longs(0)[i]);
              OptionalLong theme = themes.of(in.texts(1)[i], text(in, i));
              theme.ifPresent(id -> out.setLong(1, row, id));
            }
            return out;
          }
        });
  }

  private static ThemeText text(Batch batch, int row) {
    return new ThemeText(
        PackedEmbedding.ofText(batch.texts(3)[row]), SaidText.words(SaidText.of(batch, row)));
  }

  /** A sample: the texts whose events have the smallest hashes. */
  private static final class Drawn {

    private record One(ThemeText text, long former) {}

    private final TreeMap<Long, One> kept = new TreeMap<>();
    private long seen;

    void add(Batch batch, int row) {
      seen++;
      long hash = StableHash.of(Long.toString(batch.longs(0)[row]));
      if (kept.size() < ThemeFit.MOST_TEXTS || hash < kept.lastKey()) {
        kept.put(hash, new One(text(batch, row), batch.isNull(2, row) ? 0 : batch.longs(2)[row]));
        if (kept.size() > ThemeFit.MOST_TEXTS) {
          kept.pollLastEntry();
        }
      }
    }

    List<ThemeText> texts() {
      List<ThemeText> texts = new ArrayList<>();
      kept.values().forEach(one -> texts.add(one.text()));
      return texts;
    }

    long[] former() {
      return kept.values().stream().mapToLong(One::former).toArray();
    }
  }
}
