// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.domain.FeatureMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What is known of customers at the instant that is decided as of, that effects may differ by: in
 * columns, single precision, and as the text that is logged beside each decision. Learning reads
 * the log, and so sees what was known when it was decided and nothing of what came after, whatever
 * features say since. Mutable until all is read.
 */
final class Covariates {

  private final List<String> names;
  private float[][] columns;

  Covariates(List<String> names) {
    this.names = List.copyOf(names);
    columns = new float[names.size()][1024];
  }

  int width() {
    return names.size();
  }

  void ensure(int room) {
    for (int k = 0; k < columns.length; k++) {
      columns[k] = columns[k].length < room ? Arrays.copyOf(columns[k], room) : columns[k];
    }
  }

  void set(int row, int column, double value) {
    columns[column][row] = (float) value;
  }

  /** Those of the customers of some rows, of which the first is {@code from}. */
  FeatureMatrix rows(int from, int to) {
    double[][] some = new double[columns.length][to - from];
    for (int k = 0; k < some.length; k++) {
      for (int i = from; i < to; i++) {
        some[k][i - from] = columns[k][i];
      }
    }
    return new FeatureMatrix(IntStream.range(from, to).asLongStream().toArray(), names, some);
  }

  /** A customer's as JSON, without those that are not known. */
  String logged(int row) {
    StringBuilder json = new StringBuilder("{");
    for (int k = 0; k < columns.length; k++) {
      if (!Float.isNaN(columns[k][row])) {
        json.append(json.length() == 1 ? "\"" : ",\"").append(names.get(k)).append("\":");
        json.append(FlatJson.digits(columns[k][row]));
      }
    }
    return json.append('}').toString();
  }

  /** The same read back: double[names], not a number where it was not known. */
  static double[] read(String logged, List<String> names) {
    Map<String, String> said = FlatJson.objects(logged).get(0);
    return names.stream().mapToDouble(name -> FlatJson.number(said, name)).toArray();
  }
}
