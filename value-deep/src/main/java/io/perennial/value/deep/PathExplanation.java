// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.math.quadrature.GaussLegendre;
import io.perennial.value.deep.net.Head;
import io.perennial.value.deep.net.Net;
import io.perennial.value.deep.net.NetShape;
import io.perennial.value.ladder.Explanation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why the mean is what it is, by integrated gradients: along the straight line from nobody in
 * particular (mean features, no events, the mean anchor) to this customer, each input gets the
 * integral of the slope along it. They sum to the difference of the forecasts; what the quadrature
 * misses is below a thousandth, and is shared out in proportion. Source: Sundararajan, Taly and
 * Yan, "Axiomatic attribution for deep networks" (2017).
 */
final class PathExplanation {

  private static final int[] NODES = {16, 64, 200};
  private static final double MISSED = 1e-3;

  private final Head head;
  private final List<Net> nets;
  private final double share;
  private final float[] typical;
  private final Encoding encoding;

  PathExplanation(Head head, List<Net> nets, double share, float[] typical, Encoding encoding) {
    this.head = head;
    this.nets = nets;
    this.share = share;
    this.typical = typical;
    this.encoding = encoding;
  }

  /**
   * @param one a single customer
   * @param values as they are, in the order of the columns
   */
  Explanation of(Examples one, double[] values) {
    double base = mean(one, 0);
    double total = mean(one, 1);
    Map<String, Double> parts = Map.of();
    double missed = 0;
    for (int nodes : NODES) {
      parts = integral(one, GaussLegendre.of(nodes));
      missed = total - base - sum(parts);
      if (Math.abs(missed) <= MISSED * scale(base, total)) {
        break;
      }
    }
    double size = parts.values().stream().mapToDouble(Math::abs).sum();
    List<Explanation.Contribution> contributions = new ArrayList<>();
    for (Map.Entry<String, Double> part : parts.entrySet()) {
      double amount = part.getValue() + (size > 0 ? missed * Math.abs(part.getValue()) / size : 0);
      contributions.add(
          new Explanation.Contribution(part.getKey(), value(part.getKey(), values, one), amount));
    }
    contributions.sort(
        Comparator.comparingDouble((Explanation.Contribution c) -> -Math.abs(c.amount())));
    return new Explanation(base, total, contributions, "integrated gradients");
  }

  /** What a quadrature of so many nodes misses, as a share of what is to be explained. */
  double missed(Examples one, int nodes) {
    double base = mean(one, 0);
    double total = mean(one, 1);
    double sum = sum(integral(one, GaussLegendre.of(nodes)));
    return Math.abs(total - base - sum) / scale(base, total);
  }

  private static double scale(double base, double total) {
    return Math.max(Math.abs(total - base), 1e-3 * Math.abs(total));
  }

  private static double sum(Map<String, Double> parts) {
    return parts.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private double value(String name, double[] values, Examples one) {
    for (int c = 0; c < values.length; c++) {
      if (encoding.columns().get(c).name().equals(name)) {
        return values[c];
      }
    }
    return one.length(0);
  }

  /** The mean forecast at that part of the way, 0 to 1. */
  private double mean(Examples one, double way) {
    double sum = 0;
    for (Net net : nets) {
      float[] outputs = pass(net, one, embedded(net, one), (float) way).outputs();
      sum += head.mean(head.at(outputs, 0, share, anchor(one, way), 0));
    }
    return sum / nets.size();
  }

  private static float[] embedded(Net net, Examples one) {
    return net.shape().architecture().readsEvents()
        ? net.embed(one.numbers(0), one.kinds(0), one.products(0))
        : new float[0];
  }

  private static Net.Pass pass(Net net, Examples one, float[] events, float way) {
    return net.read(scaled(one.statics(0), way), scaled(events, way), way);
  }

  private static float[] scaled(float[] values, float by) {
    float[] scaled = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = values[i] * by;
    }
    return scaled;
  }

  private float[] anchor(Examples one, double way) {
    float[] to = one.anchor();
    float[] between = new float[NetShape.OUTPUTS];
    for (int k = 0; k < between.length; k++) {
      between[k] = (float) (typical[k] + way * (to[k] - typical[k]));
    }
    return between;
  }

  private Map<String, Double> integral(Examples one, GaussLegendre rule) {
    Map<String, Double> parts = new LinkedHashMap<>();
    float[] statics = one.statics(0);
    for (Net net : nets) {
      float[] events = embedded(net, one);
      int width = net.shape().eventWidth();
      for (int node = 0; node < rule.size(); node++) {
        double way = rule.node(node);
        double weight = rule.weight(node) / nets.size();
        Net.Pass pass = pass(net, one, events, (float) way);
        double[][] slopes = head.slopes(pass.outputs(), share, anchor(one, way));
        float[] dOutputs = new float[NetShape.OUTPUTS];
        double unit = 0;
        for (double slope : slopes[0]) {
          unit = Math.max(unit, Math.abs(slope));
        }
        for (int k = 0; k < dOutputs.length && unit > 0; k++) {
          dOutputs[k] = (float) (slopes[0][k] / unit);
        }
        Net.Slopes back = pass.back(dOutputs);
        addStatics(parts, statics, back.statics(), weight * unit);
        for (int k = 0; k < events.length; k++) {
          add(parts, Encoding.word(k % width), weight * unit * back.events()[k] * events[k]);
        }
        if (events.length > 0) {
          add(parts, Encoding.Names.EVENTS, weight * unit * back.presence());
        }
        String[] names = {Encoding.Names.CHANCE, Encoding.Names.LEVEL, Encoding.Names.FORM};
        for (int k = 0; k < names.length; k++) {
          add(parts, names[k], weight * slopes[1][k] * (one.anchor()[k] - typical[k]));
        }
      }
    }
    return parts;
  }

  private void addStatics(
      Map<String, Double> parts, float[] statics, float[] slopes, double weight) {
    int at = 0;
    for (Column column : encoding.columns()) {
      for (int k = 0; column.useful() && k < column.width(); k++, at++) {
        add(parts, column.name(), weight * slopes[at] * statics[at]);
      }
    }
  }

  private static void add(Map<String, Double> parts, String name, double amount) {
    parts.merge(name, amount, Double::sum);
  }
}
