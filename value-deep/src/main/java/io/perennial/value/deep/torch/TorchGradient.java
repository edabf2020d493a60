// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.perennial.value.deep.net.Weights;
import java.util.function.UnaryOperator;

/**
 * Outputs of a network for a batch, and how a loss leans on each weight. Many threads may ask at
 * once, each for its own network. On one processor the same numbers give the same bits.
 */
public final class TorchGradient {

  private TorchGradient() {}

  /**
   * What the network answers, float[rows * 3].
   *
   * @throws IllegalStateException if the library is not there for this platform
   */
  public static float[] outputs(Weights weights, Batch batch) {
    Torch.require();
    try (NDManager manager = Torch.manager(false)) {
      return new TorchNet(manager, weights, false).outputs(batch).toFloatArray();
    }
  }

  /**
   * The gradient of a loss by each array of weights, in their order.
   *
   * @param slopes of the loss along the outputs, given the outputs; float[rows * 3] both
   * @throws IllegalStateException if the library is not there for this platform
   */
  public static float[][] of(Weights weights, Batch batch, UnaryOperator<float[]> slopes) {
    Torch.require();
    try (NDManager manager = Torch.manager(true)) {
      TorchNet net = new TorchNet(manager, weights, true);
      NDArray outputs = net.outputs(batch);
      NDArray along = manager.create(slopes.apply(outputs.toFloatArray()), outputs.getShape());
      // not by a GradientCollector, of which a process can have but one at a time
      JniUtils.backward((PtNDArray) outputs, (PtNDArray) along, false, false);
      return weights.parts().stream()
          .map(part -> net.weight(part.name()).getGradient().toFloatArray())
          .toArray(float[][]::new);
    } finally {
      JniUtils.setGradMode(false);
    }
  }
}
