// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.theme;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The themes of one language, and which of them a text has. Immutable.
 *
 * @param space where texts lie
 * @param themes in any order
 */
public record LanguageThemes(ThemeSpace space, List<Theme> themes) {

  /** A text less like a theme's texts on average than this is of no theme. */
  private static final double LEAST_SIMILARITY = 0.05;

  private static final double TINY = 1e-12;

  public LanguageThemes {
    themes = List.copyOf(themes);
  }

  /** The place in {@link #themes()} of a text's theme; empty if none is near. */
  public OptionalInt of(ThemeText text) {
    if (themes.isEmpty()) {
      return OptionalInt.empty();
    }
    return nearest(themes.stream().map(Theme::mean).toArray(float[][]::new), space.place(text));
  }

  /** The theme in whose direction a text lies, if it is like that theme's texts at all. */
  static OptionalInt nearest(float[][] means, float[] place) {
    int best = -1;
    double most = 0;
    for (int g = 0; g < means.length; g++) {
      double similar = Vectors.dot(means[g], place);
      double cosine = similar / Math.sqrt(Math.max(Vectors.dot(means[g], means[g]), TINY));
      if (similar > LEAST_SIMILARITY && cosine > most) {
        most = cosine;
        best = g;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  /** Writes it, to the bit. */
  public void write(DataOutput out) throws IOException {
    write(space.mean(), out);
    out.writeInt(space.rarity().size());
    for (Map.Entry<Long, Float> stem : space.rarity().entrySet()) {
      out.writeLong(stem.getKey());
      out.writeFloat(stem.getValue());
    }
    out.writeInt(themes.size());
    for (Theme theme : themes) {
      out.writeLong(theme.id());
      out.writeInt(theme.words().size());
      for (String word : theme.words()) {
        out.writeUTF(word);
      }
      write(theme.mean(), out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static LanguageThemes read(DataInput in) throws IOException {
    float[] mean = floats(in);
    SortedMap<Long, Float> rarity = new TreeMap<>();
    int stems = in.readInt();
    for (int i = 0; i < stems; i++) {
      long stem = in.readLong();
      rarity.put(stem, in.readFloat());
    }
    List<Theme> themes = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      long id = in.readLong();
      List<String> words = new ArrayList<>();
      int named = in.readInt();
      for (int k = 0; k < named; k++) {
        words.add(in.readUTF());
      }
      themes.add(new Theme(id, words, floats(in)));
    }
    return new LanguageThemes(new ThemeSpace(mean, rarity), themes);
  }

  private static void write(float[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static float[] floats(DataInput in) throws IOException {
    float[] values = new float[in.readInt()];
    for (int k = 0; k < values.length; k++) {
      values[k] = in.readFloat();
    }
    return values;
  }
}
