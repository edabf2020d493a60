// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

/**
 * The k nearest of those offered so far, the farthest on top. Of equal distances the lower number
 * is nearer. Not for two threads.
 */
final class NearestHeap {

  private final double[] distances;
  private final int[] numbers;
  private int size;

  NearestHeap(int k) {
    distances = new double[k];
    numbers = new int[k];
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** What is not below this is not among the nearest: infinite while there is room. */
  double bound() {
    return size < distances.length ? Double.POSITIVE_INFINITY : distances[0];
  }

  void offer(double distance, int number) {
    int k = distances.length;
    if (size < k) {
      int at = size++;
      while (at > 0) {
        int parent = (at - 1) >>> 1;
        if (!farther(distance, number, distances[parent], numbers[parent])) {
          break;
        }
        distances[at] = distances[parent];
        numbers[at] = numbers[parent];
        at = parent;
      }
      distances[at] = distance;
      numbers[at] = number;
    } else if (farther(distances[0], numbers[0], distance, number)) {
      sink(distance, number, k);
    }
  }

  /** Writes all of them, the nearest first, and is empty then. */
  void drain(double[] toDistances, int[] toNumbers, int at) {
    while (size > 0) {
      int last = --size;
      toDistances[at + last] = distances[0];
      toNumbers[at + last] = numbers[0];
      if (last > 0) {
        sink(distances[last], numbers[last], last);
      }
    }
  }

  /** Puts one in the place of the top, among the first {@code count}. */
  private void sink(double distance, int number, int count) {
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= count) {
        break;
      }
      if (child + 1 < count
          && farther(distances[child + 1], numbers[child + 1], distances[child], numbers[child])) {
        child++;
      }
      if (!farther(distances[child], numbers[child], distance, number)) {
        break;
      }
      distances[at] = distances[child];
      numbers[at] = numbers[child];
      at = child;
    }
    distances[at] = distance;
    numbers[at] = number;
  }

  private static boolean farther(double a, int numberOfA, double b, int numberOfB) {
    return a > b || (a == b && numberOfA > numberOfB);
  }
}
