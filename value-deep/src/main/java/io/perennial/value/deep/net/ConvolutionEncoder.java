// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep.net;

import java.util.ArrayList;
import java.util.List;

/** Each state is moved by itself and the states one and two dilations before. */
final class ConvolutionEncoder implements Encoder {

  private final Linear input;
  private final List<Linear> layers = new ArrayList<>();
  private final int width;

  ConvolutionEncoder(Weights weights) {
    this.input = Linear.of(weights, "input");
    this.width = weights.shape().width();
    for (int dilation : NetShape.DILATIONS) {
      layers.add(Linear.of(weights, "convolution " + dilation));
    }
  }

  @Override
  public Reading read(float[] events, int count) {
    List<float[]> bends = new ArrayList<>();
    float[] states = input.all(events, count);
    for (int k = 0; k < layers.size(); k++) {
      float[] bend = layers.get(k).all(beside(states, count, NetShape.DILATIONS.get(k)), count);
      float[] move = Smooth.swish(bend);
      for (int i = 0; i < states.length; i++) {
        states[i] += move[i];
      }
      bends.add(bend);
    }
    return new Reading() {
      @Override
      public float[] states() {
        return states;
      }

      @Override
      public float[] back(float[] dStates) {
        float[] d = dStates.clone();
        for (int k = layers.size() - 1; k >= 0; k--) {
          float[] dBend = Smooth.swishBack(bends.get(k), d);
          addBeside(d, layers.get(k).allBack(dBend, count), count, NetShape.DILATIONS.get(k));
        }
        return input.allBack(d, count);
      }
    };
  }

  /** Row t: the states at t, t - d and t - 2 d, 0 where there is none; float[count * 3 width]. */
  private float[] beside(float[] states, int count, int dilation) {
    float[] wide = new float[count * 3 * width];
    for (int t = 0; t < count; t++) {
      for (int lag = 0; lag < 3; lag++) {
        int from = t - lag * dilation;
        if (from >= 0) {
          System.arraycopy(states, from * width, wide, (3 * t + lag) * width, width);
        }
      }
    }
    return wide;
  }

  private void addBeside(float[] dStates, float[] dWide, int count, int dilation) {
    for (int t = 0; t < count; t++) {
      for (int lag = 0; lag < 3; lag++) {
        int from = t - lag * dilation;
        if (from >= 0) {
          for (int k = 0; k < width; k++) {
            dStates[from * width + k] += dWide[(3 * t + lag) * width + k];
          }
        }
      }
    }
  }
}
