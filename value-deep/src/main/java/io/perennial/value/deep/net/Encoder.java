// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep.net;

/** Events to states: one state for each event. */
interface Encoder {

  /**
   * Reads {@code count} events.
   *
   * @param events float[count * eventWidth]
   */
  Reading read(float[] events, int count);

  /** What was read, and the way back. */
  interface Reading {
    /** float[count * width]. */
    float[] states();

    /** d events, for d states; float[count * eventWidth]. */
    float[] back(float[] dStates);
  }

  /** The encoder of those weights; for a network that reads events. */
  static Encoder of(Weights weights) {
    return switch (weights.shape().architecture()) {
      case FEED_FORWARD ->
          throw new IllegalArgumentException("Invalid network: it reads no events");
      case LSTM -> new LstmEncoder(weights);
      case TEMPORAL_CONVOLUTION -> new ConvolutionEncoder(weights);
      case ATTENTION -> new AttentionEncoder(weights);
    };
  }
}
