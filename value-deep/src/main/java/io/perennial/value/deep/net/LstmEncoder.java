// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep.net;

/** Gates in the order of PyTorch: input, forget, candidate, output. */
final class LstmEncoder implements Encoder {

  private final Linear input;
  private final Linear memory;
  private final int width;

  LstmEncoder(Weights weights) {
    this.input = Linear.of(weights, "input");
    this.memory = Linear.of(weights, "memory");
    this.width = weights.shape().width();
  }

  @Override
  public Reading read(float[] events, int count) {
    int w = width;
    float[] gates = new float[count * 4 * w];
    float[] cells = new float[count * w];
    float[] bent = new float[count * w];
    float[] states = new float[count * w];
    float[] before = new float[w];
    for (int t = 0; t < count; t++) {
      int g = t * 4 * w;
      memory.apply(t == 0 ? before : states, t == 0 ? 0 : (t - 1) * w, gates, g);
      input.add(events, t * input.columns(), gates, g);
      for (int k = 0; k < w; k++) {
        float in = Smooth.sigmoid(gates[g + k]);
        float keep = Smooth.sigmoid(gates[g + w + k]);
        float candidate = Smooth.tanh(gates[g + 2 * w + k]);
        float out = Smooth.sigmoid(gates[g + 3 * w + k]);
        float old = t == 0 ? 0 : cells[(t - 1) * w + k];
        float cell = keep * old + in * candidate;
        gates[g + k] = in;
        gates[g + w + k] = keep;
        gates[g + 2 * w + k] = candidate;
        gates[g + 3 * w + k] = out;
        cells[t * w + k] = cell;
        bent[t * w + k] = Smooth.tanh(cell);
        states[t * w + k] = out * bent[t * w + k];
      }
    }
    return new Reading() {
      @Override
      public float[] states() {
        return states;
      }

      @Override
      public float[] back(float[] dStates) {
        return LstmEncoder.this.back(gates, cells, bent, dStates, count);
      }
    };
  }

  private float[] back(float[] gates, float[] cells, float[] bent, float[] dStates, int count) {
    int w = width;
    float[] dEvents = new float[count * input.columns()];
    float[] dState = new float[w];
    float[] dCell = new float[w];
    float[] dGates = new float[4 * w];
    for (int t = count - 1; t >= 0; t--) {
      int g = t * 4 * w;
      for (int k = 0; k < w; k++) {
        float in = gates[g + k];
        float keep = gates[g + w + k];
        float candidate = gates[g + 2 * w + k];
        float out = gates[g + 3 * w + k];
        float tanh = bent[t * w + k];
        float ds = dState[k] + dStates[t * w + k];
        float dc = dCell[k] + ds * out * (1 - tanh * tanh);
        float old = t == 0 ? 0 : cells[(t - 1) * w + k];
        dGates[k] = dc * candidate * in * (1 - in);
        dGates[w + k] = dc * old * keep * (1 - keep);
        dGates[2 * w + k] = dc * in * (1 - candidate * candidate);
        dGates[3 * w + k] = ds * tanh * out * (1 - out);
        dCell[k] = dc * keep;
        dState[k] = 0;
      }
      memory.back(dGates, 0, dState, 0);
      input.back(dGates, 0, dEvents, t * input.columns());
    }
    return dEvents;
  }
}
