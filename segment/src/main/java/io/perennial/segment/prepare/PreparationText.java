// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A preparation as lines of fields with tabs between them; numbers as Java prints them. */
final class PreparationText {

  private static final String HEAD = "preparation 1";

  private PreparationText() {}

  static String write(Preparation preparation) {
    StringBuilder text = new StringBuilder(HEAD).append('\n');
    for (Treatment each : preparation.treatments()) {
      line(
          text,
          "feature",
          each.name(),
          each.family(),
          each.missing().name(),
          Double.toString(each.fill()),
          each.transform().name(),
          Double.toString(each.low()),
          Double.toString(each.high()),
          Double.toString(each.centre()),
          Double.toString(each.scale()),
          Double.toString(each.weight()),
          each.reason(),
          numbers(each.knots().values()),
          numbers(each.knots().scores()));
    }
    preparation.dropped().forEach(each -> line(text, "dropped", each.name(), each.reason()));
    preparation
        .components()
        .ifPresent(
            each ->
                line(
                    text,
                    "components",
                    Double.toString(each.kept()),
                    numbers(each.means()),
                    numbers(each.loadings())));
    return text.toString();
  }

  static Preparation parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(HEAD)) {
      throw new IllegalArgumentException(
          "Cannot read a preparation: it does not begin with '" + HEAD + "'");
    }
    List<Treatment> treatments = new ArrayList<>();
    List<Dropped> dropped = new ArrayList<>();
    Optional<PrincipalComponents> components = Optional.empty();
    for (int i = 1; i < lines.size(); i++) {
      String[] fields = lines.get(i).split("\t", -1);
      try {
        switch (fields[0]) {
          case "feature" -> treatments.add(treatment(fields));
          case "dropped" -> dropped.add(new Dropped(fields[1], fields[2]));
          case "components" ->
              components =
                  Optional.of(
                      new PrincipalComponents(
                          numbers(fields[2]), numbers(fields[3]), number(fields[1])));
          default -> throw new IllegalArgumentException("unknown word " + fields[0]);
        }
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new IllegalArgumentException(
            "Cannot read a preparation: line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return new Preparation(treatments, dropped, components);
  }

  private static Treatment treatment(String[] fields) {
    double[] values = numbers(fields[12]);
    return new Treatment(
        fields[1],
        fields[2],
        Missing.valueOf(fields[3]),
        number(fields[4]),
        Transform.valueOf(fields[5]),
        values.length == 0 ? Knots.NONE : new Knots(values, numbers(fields[13])),
        number(fields[6]),
        number(fields[7]),
        number(fields[8]),
        number(fields[9]),
        number(fields[10]),
        fields[11]);
  }

  private static void line(StringBuilder text, String... fields) {
    text.append(String.join("\t", fields)).append('\n');
  }

  private static String numbers(double[] values) {
    return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }

  private static double[] numbers(String text) {
    return text.isEmpty()
        ? new double[0]
        : Arrays.stream(text.split(" ")).mapToDouble(PreparationText::number).toArray();
  }

  private static double number(String text) {
    double value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("not finite: " + text);
    }
    return value;
  }
}
