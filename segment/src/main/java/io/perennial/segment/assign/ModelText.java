// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * A model as text: a line for each part, its name, then its numbers, in the order of {@link
 * #write}.
 */
final class ModelText {

  static final String TITLE = "segment model 1";

  private ModelText() {}

  static String write(SegmentModel model) {
    StringBuilder text = new StringBuilder(TITLE).append('\n');
    model.ids().forEach(id -> text.append("id ").append(id).append('\n'));
    line(text, "centre", model.whitening().centre());
    line(text, "scale", model.whitening().scale());
    line(text, "whitening", model.whitening().matrix());
    line(text, "shares", model.mixture().shares());
    line(text, "means", model.mixture().means());
    line(text, "variances", model.mixture().variances());
    line(text, "tails", model.mixture().tails());
    line(text, "temperature", model.calibration().temperature());
    line(text, "biases", model.calibration().biases());
    for (Typicality typicality : model.typicalities()) {
      line(text, "distances", typicality.table());
    }
    line(text, "agreement", model.agreement());
    return text.toString();
  }

  static SegmentModel parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(TITLE)) {
      throw new IllegalArgumentException(
          "Invalid segment model: no line \"" + TITLE + "\" (must be the first)");
    }
    List<String> ids = new ArrayList<>();
    int at = 1;
    while (at < lines.size() && lines.get(at).startsWith("id ")) {
      ids.add(lines.get(at++).substring(3));
    }
    int k = ids.size();
    Iterator<String> rest = lines.subList(at, lines.size()).iterator();
    double[] centre = numbers(rest, "centre", -1);
    int d = centre.length;
    Whitening whitening =
        new Whitening(centre, numbers(rest, "scale", d), numbers(rest, "whitening", d * d));
    Mixture mixture =
        new Mixture(
            numbers(rest, "shares", k),
            numbers(rest, "means", k * d),
            numbers(rest, "variances", k * d),
            numbers(rest, "tails", 1)[0]);
    Calibration calibration =
        new Calibration(numbers(rest, "temperature", 1)[0], numbers(rest, "biases", k));
    Typicality[] typicalities = new Typicality[k];
    for (int s = 0; s < k; s++) {
      typicalities[s] = new Typicality(numbers(rest, "distances", -1));
    }
    double agreement = numbers(rest, "agreement", 1)[0];
    return new SegmentModel(ids, whitening, mixture, calibration, typicalities, agreement);
  }

  static void line(StringBuilder text, String name, double... numbers) {
    text.append(name);
    for (double number : numbers) {
      text.append(' ').append(number);
    }
    text.append('\n');
  }

  static double[] numbers(Iterator<String> lines, String name, int count) {
    String line = lines.hasNext() ? lines.next() : "";
    String[] words = line.split(" ");
    if (!words[0].equals(name)) {
      throw new IllegalArgumentException(
          "Invalid segment model: line \"" + words[0] + "\" (must be " + name + ")");
    }
    if (count >= 0 && words.length != count + 1) {
      throw new IllegalArgumentException(
          "Invalid segment model: "
              + (words.length - 1)
              + " numbers of "
              + name
              + " (must be "
              + count
              + ")");
    }
    return Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
  }
}
