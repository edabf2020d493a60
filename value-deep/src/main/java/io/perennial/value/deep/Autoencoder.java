// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.parallel.Chunks;
import io.perennial.value.deep.net.Smooth;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Features of a customer in few numbers, by a network that has to give them back from these; whom
 * it gives back badly is unlike the others. Immutable, in plain Java, for any thread. Source:
 * Vincent and others, "Extracting and composing robust features with denoising autoencoders"
 * (2008).
 */
public final class Autoencoder {

  private static final int FORMAT = 0x50414531;

  private final List<Column> columns;
  private final List<Dense> layers;
  private final double[] usual;

  /**
   * @param columns the caller's, in order; useless ones are not read
   * @param layers inwards, codes, outwards, features
   * @param usual errors of customers that were not learnt from, ascending
   */
  Autoencoder(List<Column> columns, List<Dense> layers, double[] usual) {
    this.columns = columns;
    this.layers = layers;
    this.usual = usual;
  }

  /** Names of the features, in the order of {@link #encode}. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** How many numbers a customer becomes. */
  public int codes() {
    return layers.get(1).rows();
  }

  /**
   * A customer's codes, double[codes], each in (-1, 1).
   *
   * @param values of {@link #names()}, {@code NaN} where not known
   */
  public double[] encode(double[] values) {
    float[] code = new Pass(layers, numbers(columns, values)).code;
    double[] codes = new double[code.length];
    for (int k = 0; k < codes.length; k++) {
      codes[k] = code[k];
    }
    return codes;
  }

  /** The codes of all customers, double[n][codes]; in parallel. */
  public double[][] encode(FeatureMatrix features) {
    double[][] codes = new double[features.rows()][];
    double[][] values = values(features, names());
    forEach(codes.length, i -> codes[i] = encode(row(values, i)));
    return codes;
  }

  /**
   * How badly a customer is given back: the mean over the known features of the squared error, in
   * squared deviations; 0 if nothing is known.
   */
  public double error(double[] values) {
    double sum = 0;
    int known = 0;
    for (double each : errors(values)) {
      if (!Double.isNaN(each)) {
        sum += each * each;
        known++;
      }
    }
    return known == 0 ? 0 : sum / known;
  }

  /** How unlike others a customer is: the share of held-out customers with a smaller error. */
  public double anomaly(double[] values) {
    int at = Arrays.binarySearch(usual, error(values));
    return (at < 0 ? -at - 1 : at) / (double) usual.length;
  }

  /** {@link #anomaly} of all customers, double[n]; in parallel. */
  public double[] anomalies(FeatureMatrix features) {
    double[] anomalies = new double[features.rows()];
    double[][] values = values(features, names());
    forEach(anomalies.length, i -> anomalies[i] = anomaly(row(values, i)));
    return anomalies;
  }

  /**
   * Why a customer is unlike others: by feature, how many deviations it is above what the other
   * features let expect; the largest first. What is not known has no entry.
   */
  public Map<String, Double> reasons(double[] values) {
    double[] errors = errors(values);
    Map<String, Double> reasons = new LinkedHashMap<>();
    List<Integer> order = new ArrayList<>();
    for (int c = 0; c < errors.length; c++) {
      if (!Double.isNaN(errors[c])) {
        order.add(c);
      }
    }
    order.sort((a, b) -> Double.compare(Math.abs(errors[b]), Math.abs(errors[a])));
    for (int c : order) {
      reasons.put(columns.get(c).name(), errors[c]);
    }
    return reasons;
  }

  /** Value less what is given back, by column, in deviations; NaN where it is not known or read. */
  private double[] errors(double[] values) {
    float[] numbers = numbers(columns, values);
    float[] back = new Pass(layers, numbers).features;
    double[] errors = new double[columns.size()];
    int at = 0;
    int feature = 0;
    for (int c = 0; c < errors.length; c++) {
      Column column = columns.get(c);
      errors[c] = Double.NaN;
      if (column.useful()) {
        if (Double.isFinite(values[c])) {
          errors[c] = (double) numbers[at] - back[feature];
        }
        at += column.width();
        feature++;
      }
    }
    return errors;
  }

  private interface Each {
    void run(int i);
  }

  private static void forEach(int rows, Each each) {
    Chunks.forEach(
        rows,
        512,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            each.run(i);
          }
        });
  }

  /** The named columns, double[names][n]. */
  static double[][] values(FeatureMatrix features, List<String> names) {
    return names.stream().map(features::column).toArray(double[][]::new);
  }

  static double[] row(double[][] values, int i) {
    double[] row = new double[values.length];
    for (int c = 0; c < row.length; c++) {
      row[c] = values[c][i];
    }
    return row;
  }

  /** What the network reads of a customer. */
  static float[] numbers(List<Column> columns, double[] values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          "Invalid customer: "
              + values.length
              + " values (must be one for each of "
              + columns.size()
              + " features)");
    }
    int width = columns.stream().filter(Column::useful).mapToInt(Column::width).sum();
    float[] numbers = new float[width];
    int at = 0;
    for (int c = 0; c < values.length; c++) {
      if (columns.get(c).useful()) {
        columns.get(c).put(values[c], numbers, at);
        at += columns.get(c).width();
      }
    }
    return numbers;
  }

  /** One customer through the network. */
  static final class Pass {
    final float[] first;
    final float[] code;
    final float[] third;
    final float[] features;

    Pass(List<Dense> layers, float[] numbers) {
      first = bent(layers.get(0).apply(numbers));
      code = bent(layers.get(1).apply(first));
      third = bent(layers.get(2).apply(code));
      features = layers.get(3).apply(third);
    }

    private static float[] bent(float[] x) {
      for (int i = 0; i < x.length; i++) {
        x[i] = Smooth.tanh(x[i]);
      }
      return x;
    }
  }

  /** Writes all that {@link #read} needs. */
  public void write(OutputStream to) throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    out.writeInt(FORMAT);
    out.writeInt(columns.size());
    for (Column column : columns) {
      column.write(out);
    }
    for (Dense layer : layers) {
      layer.write(out);
    }
    out.writeInt(usual.length);
    for (double error : usual) {
      out.writeDouble(error);
    }
    out.flush();
  }

  /**
   * What {@link #write} wrote.
   *
   * @throws IOException if it is none, or of another version
   */
  public static Autoencoder read(InputStream from) throws IOException {
    DataInputStream in = new DataInputStream(from);
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException(
          "Cannot read an autoencoder: it begins with "
              + Integer.toHexString(format)
              + " (must be "
              + Integer.toHexString(FORMAT)
              + ")");
    }
    List<Column> columns = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      columns.add(Column.read(in));
    }
    List<Dense> layers = List.of(Dense.read(in), Dense.read(in), Dense.read(in), Dense.read(in));
    double[] usual = new double[in.readInt()];
    for (int i = 0; i < usual.length; i++) {
      usual[i] = in.readDouble();
    }
    return new Autoencoder(List.copyOf(columns), layers, usual);
  }
}
