// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.value.tabular.ClassifierModel;
import io.perennial.value.tabular.LogOdds;
import java.util.List;

/**
 * A sum of curves and surfaces of pieces, each with mean 0 over the rows learned from. A surface is
 * shared equally by its two features. Immutable.
 */
final class AdditiveModel implements ClassifierModel {

  private final String name;
  private final List<String> features;
  private final Bins bins;
  private final double intercept;
  private final double[][] curves;
  private final int[][] pairs;
  private final double[][] surfaces;
  private final String summary;

  private AdditiveModel(
      String name,
      List<String> features,
      Bins bins,
      double intercept,
      double[][] curves,
      int[][] pairs,
      double[][] surfaces,
      String summary) {
    this.name = name;
    this.features = List.copyOf(features);
    this.bins = bins;
    this.intercept = intercept;
    this.curves = curves;
    this.pairs = pairs;
    this.surfaces = surfaces;
    this.summary = summary;
  }

  static AdditiveModel mean(
      String name,
      List<String> features,
      Bins bins,
      byte[][] codes,
      int[][] pairs,
      List<AdditiveRun> runs,
      String summary) {
    double intercept = 0;
    double share = 1.0 / runs.size();
    double[][] curves = new double[codes.length][];
    for (int k = 0; k < curves.length; k++) {
      curves[k] = new double[bins.count(k)];
    }
    double[][] surfaces = new double[pairs.length][];
    for (int p = 0; p < pairs.length; p++) {
      surfaces[p] = new double[bins.count(pairs[p][0]) * bins.count(pairs[p][1])];
    }
    for (AdditiveRun run : runs) {
      intercept += share * run.start();
      add(run.curve, share, curves);
      add(run.surface, share, surfaces);
    }
    int n = codes[0].length;
    for (int k = 0; k < curves.length; k++) {
      double mean = 0;
      for (int i = 0; i < n; i++) {
        mean += curves[k][codes[k][i]] / n;
      }
      intercept += mean;
      shift(curves[k], -mean);
    }
    for (int p = 0; p < pairs.length; p++) {
      int width = bins.count(pairs[p][1]);
      double mean = 0;
      for (int i = 0; i < n; i++) {
        mean += surfaces[p][codes[pairs[p][0]][i] * width + codes[pairs[p][1]][i]] / n;
      }
      intercept += mean;
      shift(surfaces[p], -mean);
    }
    return new AdditiveModel(name, features, bins, intercept, curves, pairs, surfaces, summary);
  }

  private static void add(double[][] values, double share, double[][] sums) {
    for (int k = 0; k < sums.length; k++) {
      for (int b = 0; b < sums[k].length; b++) {
        sums[k][b] += share * values[k][b];
      }
    }
  }

  private static void shift(double[] values, double by) {
    for (int b = 0; b < values.length; b++) {
      values[b] += by;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> features() {
    return features;
  }

  @Override
  public double logOdds(double[] row) {
    return explain(row).total();
  }

  @Override
  public LogOdds explain(double[] row) {
    double[] parts = new double[row.length];
    int[] bin = new int[row.length];
    for (int k = 0; k < row.length; k++) {
      bin[k] = bins.bin(k, row[k]);
      parts[k] = curves[k][bin[k]];
    }
    for (int p = 0; p < pairs.length; p++) {
      int a = pairs[p][0];
      int b = pairs[p][1];
      double half = surfaces[p][bin[a] * bins.count(b) + bin[b]] / 2;
      parts[a] += half;
      parts[b] += half;
    }
    return new LogOdds(intercept, parts);
  }

  @Override
  public String summary() {
    return summary;
  }
}
