// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep.net;

/**
 * A trained network in plain Java: no library, no memory but its weights, safe for many threads.
 * Some 10 microseconds for a customer of a few events, 0.1 milliseconds for one of 64.
 */
public final class Net {

  private final NetShape shape;
  private final Linear features;
  private final float[] kinds;
  private final float[] products;
  private final Linear joint;
  private final Linear output;
  private final Linear direct;
  private final Encoder encoder;

  /** The network of these weights. */
  public Net(Weights weights) {
    this.shape = weights.shape();
    this.features = Linear.of(weights, "static");
    this.joint = Linear.of(weights, "joint");
    this.output = Linear.of(weights, "output");
    this.direct = Linear.of(weights, "direct");
    boolean events = shape.architecture().readsEvents();
    this.kinds = events ? weights.values("kinds") : new float[0];
    this.products = events ? weights.values("products") : new float[0];
    this.encoder = events ? Encoder.of(weights) : (rows, count) -> NOTHING;
  }

  private static final Encoder.Reading NOTHING =
      new Encoder.Reading() {
        @Override
        public float[] states() {
          return new float[0];
        }

        @Override
        public float[] back(float[] dStates) {
          return new float[0];
        }
      };

  /** Its shape. */
  public NetShape shape() {
    return shape;
  }

  /**
   * Events as the network reads them: their numbers, and what it has learnt of kind and product.
   *
   * @param numbers float[count * perEvent]
   * @return float[count * eventWidth]
   */
  public float[] embed(float[] numbers, int[] kind, int[] product) {
    int count = kind.length;
    int width = shape.eventWidth();
    float[] events = new float[count * width];
    for (int t = 0; t < count; t++) {
      int at = t * width;
      System.arraycopy(numbers, t * shape.perEvent(), events, at, shape.perEvent());
      at += shape.perEvent();
      System.arraycopy(kinds, kind[t] * NetShape.KIND_WIDTH, events, at, NetShape.KIND_WIDTH);
      at += NetShape.KIND_WIDTH;
      System.arraycopy(
          products, product[t] * NetShape.PRODUCT_WIDTH, events, at, NetShape.PRODUCT_WIDTH);
    }
    return events;
  }

  /**
   * Reads one customer.
   *
   * @param statics float[statics]
   * @param events as of {@link #embed}
   * @param presence 1; what events tell is multiplied by it, 0 being none
   */
  public Pass read(float[] statics, float[] events, float presence) {
    return new Pass(statics, events, presence);
  }

  /** One reading of one customer, and the way back. */
  public final class Pass {

    private final float presence;
    private final int count;
    private final float[] bentStatic;
    private final float[] pooled;
    private final float[] bentJoint;
    private final float[] outputs;
    private final Encoder.Reading reading;

    private Pass(float[] statics, float[] events, float presence) {
      int w = shape.width();
      this.presence = presence;
      this.count = shape.architecture().readsEvents() ? events.length / shape.eventWidth() : 0;
      this.bentStatic = features.all(statics, 1);
      this.reading = count == 0 ? NOTHING : encoder.read(events, count);
      this.pooled = pool(reading.states());
      float[] together = new float[joint.columns()];
      System.arraycopy(Smooth.swish(bentStatic), 0, together, 0, w);
      for (int k = w; k < together.length; k++) {
        together[k] = presence * pooled[k - w];
      }
      this.bentJoint = joint.all(together, 1);
      this.outputs = output.all(Smooth.swish(bentJoint), 1);
      direct.add(statics, 0, outputs, 0);
    }

    /** The last state, and their mean; float[2 * width]. */
    private float[] pool(float[] states) {
      int w = shape.width();
      float[] pool = new float[2 * w];
      for (int t = 0; t < count; t++) {
        for (int k = 0; k < w; k++) {
          pool[w + k] += states[t * w + k] / count;
        }
      }
      if (count > 0) {
        System.arraycopy(states, (count - 1) * w, pool, 0, w);
      }
      return pool;
    }

    /** What the network answers, float[3]; its own. */
    public float[] outputs() {
      return outputs;
    }

    /** The slope of {@code dOutputs . outputs} along each input. */
    public Slopes back(float[] dOutputs) {
      int w = shape.width();
      float[] dStatics = direct.allBack(dOutputs, 1);
      float[] dTogether =
          joint.allBack(Smooth.swishBack(bentJoint, output.allBack(dOutputs, 1)), 1);
      float[] dStatic = new float[w];
      System.arraycopy(dTogether, 0, dStatic, 0, w);
      features.back(Smooth.swishBack(bentStatic, dStatic), 0, dStatics, 0);
      float[] dStates = new float[count * w];
      float dPresence = 0;
      for (int k = w; k < dTogether.length; k++) {
        dPresence += dTogether[k] * pooled[k - w];
        float d = dTogether[k] * presence;
        if (k < 2 * w && count > 0) {
          dStates[(count - 1) * w + k - w] += d;
        } else {
          for (int t = 0; t < count; t++) {
            dStates[t * w + k - 2 * w] += d / count;
          }
        }
      }
      return new Slopes(dStatics, count == 0 ? new float[0] : reading.back(dStates), dPresence);
    }
  }

  /** How an answer leans on features, events and their presence; its own arrays. */
  public static final class Slopes {
    private final float[] statics;
    private final float[] events;
    private final float presence;

    private Slopes(float[] statics, float[] events, float presence) {
      this.statics = statics;
      this.events = events;
      this.presence = presence;
    }

    /** float[statics]. */
    public float[] statics() {
      return statics;
    }

    /** float[count * eventWidth]. */
    public float[] events() {
      return events;
    }

    /** Of what all events tell together. */
    public float presence() {
      return presence;
    }
  }
}
