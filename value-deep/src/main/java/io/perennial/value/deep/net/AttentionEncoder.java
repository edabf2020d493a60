// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep.net;

/** One block of a transformer's encoder: attention, then a wider layer, each added to its input. */
final class AttentionEncoder implements Encoder {

  private final Linear input;
  private final Norm first;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear mix;
  private final Norm second;
  private final Linear wide;
  private final Linear narrow;
  private final int width;
  private final int head;
  private final float scale;

  AttentionEncoder(Weights weights) {
    this.input = Linear.of(weights, "input");
    this.first = new Norm(weights, "first norm");
    this.query = Linear.of(weights, "query");
    this.key = Linear.of(weights, "key");
    this.value = Linear.of(weights, "value");
    this.mix = Linear.of(weights, "mix");
    this.second = new Norm(weights, "second norm");
    this.wide = Linear.of(weights, "wide");
    this.narrow = Linear.of(weights, "narrow");
    this.width = weights.shape().width();
    this.head = width / NetShape.HEADS;
    this.scale = (float) (1 / Math.sqrt(head));
  }

  @Override
  public Reading read(float[] events, int count) {
    float[] in = input.all(events, count);
    float[] normed = first.apply(in, count);
    float[] q = query.all(normed, count);
    float[] k = key.all(normed, count);
    float[] v = value.all(normed, count);
    float[] looks = looks(q, k, count);
    float[] middle = mix.all(seen(looks, v, count), count);
    add(middle, in);
    float[] bend = wide.all(second.apply(middle, count), count);
    float[] states = narrow.all(Smooth.swish(bend), count);
    add(states, middle);
    return new Reading() {
      @Override
      public float[] states() {
        return states;
      }

      @Override
      public float[] back(float[] dStates) {
        float[] dBend = Smooth.swishBack(bend, narrow.allBack(dStates, count));
        float[] dMiddle = second.back(middle, wide.allBack(dBend, count), count);
        add(dMiddle, dStates);
        float[] dSeen = mix.allBack(dMiddle, count);
        float[] dNormed = lookBack(looks, q, k, v, dSeen, count);
        float[] dIn = first.back(in, dNormed, count);
        add(dIn, dMiddle);
        return input.allBack(dIn, count);
      }
    };
  }

  private static void add(float[] to, float[] what) {
    for (int i = 0; i < to.length; i++) {
      to[i] += what[i];
    }
  }

  /**
   * How much event t looks at event s, by head; float[heads * count * count], rows summing to 1.
   */
  private float[] looks(float[] q, float[] k, int count) {
    float[] looks = new float[NetShape.HEADS * count * count];
    for (int h = 0; h < NetShape.HEADS; h++) {
      for (int t = 0; t < count; t++) {
        int row = (h * count + t) * count;
        float most = Float.NEGATIVE_INFINITY;
        for (int s = 0; s < count; s++) {
          float dot = 0;
          for (int j = h * head; j < (h + 1) * head; j++) {
            dot += q[t * width + j] * k[s * width + j];
          }
          looks[row + s] = dot * scale;
          most = Math.max(most, looks[row + s]);
        }
        double sum = 0;
        for (int s = 0; s < count; s++) {
          looks[row + s] = (float) Math.exp(looks[row + s] - most);
          sum += looks[row + s];
        }
        for (int s = 0; s < count; s++) {
          looks[row + s] = (float) (looks[row + s] / sum);
        }
      }
    }
    return looks;
  }

  private float[] seen(float[] looks, float[] v, int count) {
    float[] seen = new float[count * width];
    for (int h = 0; h < NetShape.HEADS; h++) {
      for (int t = 0; t < count; t++) {
        int row = (h * count + t) * count;
        for (int s = 0; s < count; s++) {
          float look = looks[row + s];
          for (int j = h * head; j < (h + 1) * head; j++) {
            seen[t * width + j] += look * v[s * width + j];
          }
        }
      }
    }
    return seen;
  }

  private float[] lookBack(
      float[] looks, float[] q, float[] k, float[] v, float[] dSeen, int count) {
    float[] dq = new float[q.length];
    float[] dk = new float[k.length];
    float[] dv = new float[v.length];
    float[] dLook = new float[count];
    for (int h = 0; h < NetShape.HEADS; h++) {
      for (int t = 0; t < count; t++) {
        int row = (h * count + t) * count;
        float along = 0;
        for (int s = 0; s < count; s++) {
          float dot = 0;
          for (int j = h * head; j < (h + 1) * head; j++) {
            dot += dSeen[t * width + j] * v[s * width + j];
            dv[s * width + j] += looks[row + s] * dSeen[t * width + j];
          }
          dLook[s] = dot;
          along += dot * looks[row + s];
        }
        for (int s = 0; s < count; s++) {
          float slope = looks[row + s] * (dLook[s] - along) * scale;
          for (int j = h * head; j < (h + 1) * head; j++) {
            dq[t * width + j] += slope * k[s * width + j];
            dk[s * width + j] += slope * q[t * width + j];
          }
        }
      }
    }
    float[] dNormed = query.allBack(dq, count);
    add(dNormed, key.allBack(dk, count));
    add(dNormed, value.allBack(dv, count));
    return dNormed;
  }
}
