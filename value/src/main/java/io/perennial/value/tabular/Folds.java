// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import io.perennial.math.random.RandomStream;
import io.perennial.value.TooLittleDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rows dealt out to folds so that each fold has as many who left, to one row, and rows of one group
 * are never parted. Immutable.
 */
public final class Folds {

  private final int count;
  private final int[] fold;

  private Folds(int count, int[] fold) {
    this.count = count;
    this.fold = fold;
  }

  /** Every row a group of its own, int[n]. */
  public static int[] singly(int n) {
    return IntStream.range(0, n).toArray();
  }

  /**
   * Rows that are equal in every column and in the label get one number, int[n]: exact duplicates.
   *
   * @param columns double[k][n]
   */
  public static int[] ofEqualRows(double[][] columns, double[] label) {
    int n = label.length;
    Map<Integer, List<Integer>> seen = new HashMap<>();
    int[] group = new int[n];
    for (int i = 0; i < n; i++) {
      int row = i;
      int hash = Double.hashCode(label[i]);
      for (double[] column : columns) {
        hash = 31 * hash + Double.hashCode(column[i]);
      }
      List<Integer> alike = seen.computeIfAbsent(hash, h -> new ArrayList<>());
      group[i] =
          alike.stream()
              .filter(other -> areEqual(columns, label, other, row))
              .findFirst()
              .orElse(i);
      if (group[i] == i) {
        alike.add(i);
      }
    }
    return group;
  }

  private static boolean areEqual(double[][] columns, double[] label, int a, int b) {
    boolean equal = label[a] == label[b];
    for (int k = 0; equal && k < columns.length; k++) {
      equal = Double.compare(columns[k][a], columns[k][b]) == 0;
    }
    return equal;
  }

  /** How many rows are equal to one before them. */
  public static int duplicates(int[] group) {
    return (int) IntStream.range(0, group.length).filter(i -> group[i] != i).count();
  }

  /**
   * The groups themselves, or every row its own where more than half are duplicates: with few
   * columns of few words, equal rows are different customers.
   */
  public static int[] keptTogether(int[] group) {
    return duplicates(group) > group.length / 2 ? singly(group.length) : group;
  }

  /**
   * {@code count} folds of nearly equal size.
   *
   * @param label 0 or 1, double[n]
   * @param group rows that have the same number stay together, int[n]
   * @throws TooLittleDataException if a class has fewer groups than there are folds
   */
  public static Folds stratified(double[] label, int[] group, int count, RandomStream lots) {
    if (count < 2) {
      throw new IllegalArgumentException("Invalid folds: " + count + " (must be >= 2)");
    }
    int[] fold = new int[label.length];
    for (int side = 0; side < 2; side++) {
      List<int[]> groups = groups(label, group, side, lots);
      if (groups.size() < count) {
        throw new TooLittleDataException(
            "Cannot make "
                + count
                + " folds: only "
                + groups.size()
                + " different rows are of who "
                + (side == 1 ? "left" : "stayed"));
      }
      int[] size = new int[count];
      for (int[] rows : groups) {
        int least = side == 0 ? 0 : count - 1;
        for (int step = 1; step < count; step++) {
          int f = side == 0 ? step : count - 1 - step;
          least = size[f] < size[least] ? f : least;
        }
        size[least] += rows.length;
        for (int row : rows) {
          fold[row] = least;
        }
      }
    }
    return new Folds(count, fold);
  }

  /**
   * Two folds: fold 0 with {@code share} of each class to test on, fold 1 with the others.
   *
   * @param share above 0 and below 1
   */
  public static Folds shuffleSplit(double[] label, int[] group, double share, RandomStream lots) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "Invalid share: " + share + " (must be above 0 and below 1)");
    }
    int[] fold = new int[label.length];
    Arrays.fill(fold, 1);
    for (int side = 0; side < 2; side++) {
      int which = side;
      long all = Arrays.stream(label).filter(value -> value == which).count();
      long wanted = Math.round(share * all);
      long taken = 0;
      for (int[] rows : groups(label, group, side, lots)) {
        if (taken >= wanted) {
          break;
        }
        taken += rows.length;
        for (int row : rows) {
          fold[row] = 0;
        }
      }
      if (taken == 0 || taken == all) {
        throw new TooLittleDataException(
            "Cannot split "
                + all
                + " rows of who "
                + (side == 1 ? "left" : "stayed")
                + " into "
                + share
                + " and the rest");
      }
    }
    return new Folds(2, fold);
  }

  private static List<int[]> groups(double[] label, int[] group, int side, RandomStream lots) {
    Map<Integer, List<Integer>> rows = new LinkedHashMap<>();
    for (int i = 0; i < label.length; i++) {
      if (label[i] == side) {
        rows.computeIfAbsent(group[i], g -> new ArrayList<>()).add(i);
      }
    }
    List<int[]> groups = new ArrayList<>();
    rows.values().forEach(some -> groups.add(some.stream().mapToInt(i -> i).toArray()));
    for (int i = groups.size() - 1; i > 0; i--) {
      int other = lots.nextInt(i + 1);
      int[] kept = groups.get(i);
      groups.set(i, groups.get(other));
      groups.set(other, kept);
    }
    return groups;
  }

  /** How many folds. */
  public int count() {
    return count;
  }

  /** The fold of row {@code i}. */
  public int of(int i) {
    return fold[i];
  }

  /** The rows of fold {@code f}, ascending. */
  public int[] rows(int f) {
    return IntStream.range(0, fold.length).filter(i -> fold[i] == f).toArray();
  }

  /** The rows of all folds but {@code f}, ascending. */
  public int[] others(int f) {
    return IntStream.range(0, fold.length).filter(i -> fold[i] != f).toArray();
  }
}
