// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.learn;

import io.perennial.math.random.RandomStream;
import io.perennial.text.clean.Tokens;
import io.perennial.text.embed.HashedGrams;
import io.perennial.text.embed.TextVector;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts of words that one class uses more than others, and two numbers that lean with the class.
 */
final class Simulated {

  private Simulated() {}

  /** {@code count} examples of the classes from {@code first} to {@code last}. */
  static List<Example> examples(RandomStream random, int count, int first, int last, double noise) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = first + random.nextInt(last - first + 1);
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < 8; word++) {
        boolean isOwn = random.chance(0.35);
        text.append(isOwn ? "own" + label + "x" + random.nextInt(25) : "any" + random.nextInt(200));
        text.append(' ');
      }
      float[] dense = {(float) (label + 2 * random.nextDouble()), (float) random.nextDouble()};
      int said = random.chance(noise) ? first + random.nextInt(last - first + 1) : label;
      examples.add(
          Example.of(new TextVector(dense, HashedGrams.of(Tokens.of(text.toString()))), said));
    }
    return examples;
  }

  static double accuracy(LinearModel model, List<Example> examples) {
    return examples.stream()
            .filter(example -> model.best(example.vector()) == example.label())
            .count()
        / (double) examples.size();
  }
}
