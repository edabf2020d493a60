// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Bars that lie, one beneath the other, with their names before and their numbers behind them.
 *
 * @param title what it shows
 * @param rowName what the bars are
 * @param valueName what they measure, with its unit
 * @param names of the bars, from the top
 * @param values of the bars, at least 0
 * @param digits of the values
 */
public record RankChart(
    String title,
    String rowName,
    String valueName,
    List<String> names,
    List<Double> values,
    int digits)
    implements Chart {

  private static final int WIDTH = 640;
  private static final int LEFT = 170;
  private static final int RIGHT = 80;
  private static final int TALL = 26;

  public RankChart {
    names = List.copyOf(names);
    values = List.copyOf(values);
  }

  @Override
  public String svg() {
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    Svg svg = new Svg(WIDTH, TALL * names.size() + 8, title);
    for (int i = 0; i < names.size(); i++) {
      double y = 4 + (double) TALL * i;
      double width = most > 0 ? (WIDTH - LEFT - RIGHT) * values.get(i) / most : 0;
      svg.label(LEFT - 10, y + 17, "end", "name", names.get(i));
      svg.bar(LEFT, y + 3, width, TALL - 7, "bar s1", names.get(i) + ": " + number(values.get(i)));
      svg.label(LEFT + width + 8, y + 17, "start", "tick", number(values.get(i)));
    }
    return svg.end();
  }

  @Override
  public DataTable table() {
    return new DataTable(
        List.of(rowName, valueName),
        IntStream.range(0, names.size())
            .mapToObj(i -> List.of(names.get(i), number(values.get(i))))
            .toList());
  }

  private String number(double value) {
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
