// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Made-up pairs, and what is said of them in another order or under other numbers. */
final class RandomPairs {

  final int nodes;
  final List<int[]> pairs = new ArrayList<>();
  final List<Double> logOdds = new ArrayList<>();

  RandomPairs(int nodes) {
    this.nodes = nodes;
  }

  /** Each pair with a probability; weights between -spread and spread, in steps of 2^-20. */
  static RandomPairs of(Random random, int nodes, double density, double spread) {
    RandomPairs all = new RandomPairs(nodes);
    for (int a = 0; a < nodes; a++) {
      for (int b = a + 1; b < nodes; b++) {
        if (random.nextDouble() < density) {
          all.add(
              a,
              b,
              Math.scalb(Math.rint(Math.scalb((random.nextDouble() * 2 - 1) * spread, 20)), -20));
        }
      }
    }
    return all;
  }

  RandomPairs add(int a, int b, double weight) {
    pairs.add(new int[] {a, b});
    logOdds.add(weight);
    return this;
  }

  Edges edges() {
    return edges(nodes);
  }

  Edges edges(int n) {
    Edges edges = new Edges(n);
    for (int i = 0; i < pairs.size(); i++) {
      edges.add(pairs.get(i)[0], pairs.get(i)[1], logOdds.get(i));
    }
    return edges;
  }

  /** The same pairs, told in another order and from the other end. */
  Edges shuffled(Random random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    Edges edges = new Edges(nodes);
    for (int i : order) {
      boolean turned = random.nextBoolean();
      int[] pair = pairs.get(i);
      edges.add(pair[turned ? 1 : 0], pair[turned ? 0 : 1], logOdds.get(i));
    }
    return edges;
  }

  /** The same pairs of nodes with other numbers. */
  Edges renumbered(int[] number) {
    Edges edges = new Edges(nodes);
    for (int i = 0; i < pairs.size(); i++) {
      edges.add(number[pairs.get(i)[0]], number[pairs.get(i)[1]], logOdds.get(i));
    }
    return edges;
  }

  static int[] numbers(Random random, int n) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      all.add(i);
    }
    Collections.shuffle(all, random);
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The weight within clusters, an untold pair counting as given. */
  double value(int[] clusterOf, double untold) {
    double[][] weights = new double[nodes][nodes];
    for (double[] row : weights) {
      Arrays.fill(row, untold);
    }
    for (int i = 0; i < pairs.size(); i++) {
      weights[pairs.get(i)[0]][pairs.get(i)[1]] = logOdds.get(i);
    }
    double sum = 0;
    for (int a = 0; a < nodes; a++) {
      for (int b = a + 1; b < nodes; b++) {
        sum += clusterOf[a] == clusterOf[b] ? weights[a][b] : 0;
      }
    }
    return sum;
  }

  /** With what follows from records that must be together, a step at a time. */
  RandomPairs raised(double untold, Constraints constraints) {
    double[][] weights = new double[nodes][nodes];
    for (double[] row : weights) {
      Arrays.fill(row, -1e5);
    }
    for (int i = 0; i < pairs.size(); i++) {
      weights[pairs.get(i)[0]][pairs.get(i)[1]] = logOdds.get(i);
      weights[pairs.get(i)[1]][pairs.get(i)[0]] = logOdds.get(i);
    }
    for (int a = 0; a < nodes; a++) {
      for (int b = 0; b < nodes; b++) {
        weights[a][b] = constraints.apart(a, b) ? -1e6 : weights[a][b];
      }
    }
    for (int round = 0; round < 10; round++) {
      for (int u = 0; u < nodes; u++) {
        for (int v = 0; v < nodes; v++) {
          for (int x = 0; u != v && constraints.unit(u) == constraints.unit(v) && x < nodes; x++) {
            for (int y = 0; constraints.unit(x) != constraints.unit(u) && y < nodes; y++) {
              double through = y == v ? weights[x][u] : Math.min(weights[x][u], weights[v][y]);
              boolean isOther =
                  constraints.unit(x) != constraints.unit(y)
                      && (y == v || (through > 0 && constraints.unit(y) != constraints.unit(u)));
              if (isOther && !constraints.apart(x, y) && through > weights[x][y]) {
                weights[x][y] = through;
                weights[y][x] = through;
              }
            }
          }
        }
      }
    }
    RandomPairs raised = new RandomPairs(nodes);
    for (int a = 0; a < nodes; a++) {
      for (int b = a + 1; b < nodes; b++) {
        raised.add(a, b, weights[a][b] == -1e5 ? untold : weights[a][b]);
      }
    }
    return raised;
  }

  /** The value of the best of all partitions that constraints allow. */
  double best(double untold, Constraints constraints) {
    return best(new int[nodes], 0, 0, untold, constraints);
  }

  private double best(int[] clusterOf, int at, int used, double untold, Constraints constraints) {
    if (at == nodes) {
      return obeys(clusterOf, constraints) ? value(clusterOf, untold) : Double.NEGATIVE_INFINITY;
    }
    double most = Double.NEGATIVE_INFINITY;
    for (int cluster = 0; cluster <= used; cluster++) {
      clusterOf[at] = cluster;
      int next = Math.max(used, cluster + 1);
      most = Math.max(most, best(clusterOf, at + 1, next, untold, constraints));
    }
    return most;
  }

  static boolean obeys(int[] clusterOf, Constraints constraints) {
    for (int a = 0; a < clusterOf.length; a++) {
      for (int b = a + 1; b < clusterOf.length; b++) {
        boolean together = clusterOf[a] == clusterOf[b];
        if ((together && constraints.apart(a, b))
            || (!together && constraints.unit(a) == constraints.unit(b))) {
          return false;
        }
      }
    }
    return true;
  }
}
