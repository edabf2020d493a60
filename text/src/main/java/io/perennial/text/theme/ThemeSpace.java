// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.theme;

import io.perennial.domain.StableHash;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where texts of one language lie, so that those about the same are near: what a sentence model
 * says of them, less what it says of all, beside the words they share, by how rare they are, thrown
 * onto random directions. Each part tells what the other does not; in languages that the sentence
 * model does not know, words do most of it.
 *
 * <p>Sources: Mu and Viswanath, "All-but-the-top" (2018), for the mean; Achlioptas,
 * "Database-friendly random projections" (2003).
 */
public final class ThemeSpace {

  private static final int DIRECTIONS = 384;
  private static final double OF_WORDS = 0.65;
  private static final int LEAST_TEXTS = 2;

  private final float[] mean;
  private final SortedMap<Long, Float> rarity;

  ThemeSpace(float[] mean, SortedMap<Long, Float> rarity) {
    this.mean = mean;
    this.rarity = Collections.unmodifiableSortedMap(rarity);
  }

  /** The space of these texts, of which there is at least one. */
  static ThemeSpace of(List<ThemeText> texts) {
    double[] sum = new double[texts.get(0).embedding().length];
    Map<Long, Integer> holding = new HashMap<>();
    for (ThemeText text : texts) {
      for (int k = 0; k < sum.length; k++) {
        sum[k] += text.embedding()[k];
      }
      Stems.of(text.words()).forEach(stem -> holding.merge(StableHash.of(stem), 1, Integer::sum));
    }
    float[] mean = new float[sum.length];
    for (int k = 0; k < sum.length; k++) {
      mean[k] = (float) (sum[k] / texts.size());
    }
    SortedMap<Long, Float> rarity = new TreeMap<>();
    holding.forEach(
        (stem, count) -> {
          if (count >= LEAST_TEXTS && count < texts.size()) {
            rarity.put(stem, (float) Math.log((double) texts.size() / count));
          }
        });
    return new ThemeSpace(mean, rarity);
  }

  /** What all texts have in common, by the sentence model; not a copy. */
  float[] mean() {
    return mean;
  }

  /** How rare words are, by the hash of their stem: the logarithm of texts a text that has it. */
  SortedMap<Long, Float> rarity() {
    return rarity;
  }

  int dimensions() {
    return mean.length + DIRECTIONS;
  }

  /** Where a text lies: of length 1, or less where it has no known word. */
  public float[] place(ThemeText text) {
    double[] centred = new double[mean.length];
    for (int k = 0; k < mean.length; k++) {
      centred[k] = text.embedding()[k] - mean[k];
    }
    double[] thrown = new double[DIRECTIONS];
    for (String stem : Stems.of(text.words())) {
      long hash = StableHash.of(stem);
      Float weight = rarity.get(hash);
      if (weight != null) {
        add(thrown, hash, weight);
      }
    }
    float[] place = new float[dimensions()];
    copy(Vectors.unit(centred), Math.sqrt(1 - OF_WORDS), place, 0);
    copy(Vectors.unit(thrown), Math.sqrt(OF_WORDS), place, mean.length);
    return place;
  }

  /** Adds or takes {@code weight} in each direction, by the bits of the hash. */
  private static void add(double[] thrown, long hash, double weight) {
    for (int block = 0; block < DIRECTIONS; block += Long.SIZE) {
      long bits = mixed(hash + block);
      for (int k = 0; k < Long.SIZE; k++) {
        thrown[block + k] += (bits >>> k & 1) == 0 ? weight : -weight;
      }
    }
  }

  /** Source: Stafford's variant 13 of the finaliser of MurmurHash3. */
  private static long mixed(long hash) {
    long z = hash * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static void copy(float[] from, double scale, float[] to, int at) {
    for (int k = 0; k < from.length; k++) {
      to[at + k] = (float) (from[k] * scale);
    }
  }
}
