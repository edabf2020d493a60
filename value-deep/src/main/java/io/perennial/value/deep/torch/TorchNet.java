// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.norm.LayerNorm;
import io.perennial.value.deep.net.NetShape;
import io.perennial.value.deep.net.Weights;
import java.util.HashMap;
import java.util.Map;

/** A network as arrays of the library: weights in, outputs out. Mirrors {@code Net}. */
final class TorchNet {

  private static final float EPSILON = 1e-5f;

  private final NDManager manager;
  private final NetShape shape;
  private final Map<String, NDArray> weights = new HashMap<>();

  TorchNet(NDManager manager, Weights values, boolean gradients) {
    this.manager = manager;
    this.shape = values.shape();
    for (NetShape.Part part : values.parts()) {
      Shape size =
          part.columns() == 1 ? new Shape(part.rows()) : new Shape(part.rows(), part.columns());
      NDArray array = manager.create(values.values(part.name()), size);
      array.setRequiresGradient(gradients);
      weights.put(part.name(), array);
    }
  }

  NDArray weight(String name) {
    NDArray array = weights.get(name);
    if (array == null) {
      throw new IllegalArgumentException("Unknown weights: " + name);
    }
    return array;
  }

  /** float[rows][3]. */
  NDArray outputs(Batch batch) {
    NDArray statics = manager.create(batch.statics, new Shape(batch.rows, shape.statics()));
    NDArray together = swish(linear(statics, "static"));
    if (shape.architecture().readsEvents()) {
      NDArray pool = manager.create(batch.pool, new Shape(batch.rows, 2, batch.longest));
      NDArray pooled = pool.batchMatMul(states(batch));
      together = together.concat(pooled.reshape(batch.rows, 2L * shape.width()), 1);
    }
    if (batch.keepTogether.length > 0) {
      together = together.mul(manager.create(batch.keepTogether, together.getShape()));
    }
    NDArray joint = swish(linear(together, "joint"));
    if (batch.keepJoint.length > 0) {
      joint = joint.mul(manager.create(batch.keepJoint, joint.getShape()));
    }
    return linear(joint, "output").add(times(statics, "direct"));
  }

  private NDArray states(Batch batch) {
    NDArray numbers =
        manager.create(batch.events, new Shape(batch.rows, batch.longest, shape.perEvent()));
    NDArray events =
        NDArrays.concat(
            new NDList(
                numbers,
                looked(batch.kinds, batch, "kinds"),
                looked(batch.products, batch, "products")),
            2);
    return switch (shape.architecture()) {
      case FEED_FORWARD -> throw new IllegalArgumentException("Invalid network: no events");
      case LSTM -> lstm(events, batch);
      case TEMPORAL_CONVOLUTION -> convolutions(events, batch);
      case ATTENTION -> attention(events, batch);
    };
  }

  private NDArray looked(long[] which, Batch batch, String table) {
    NDArray rows = manager.create(which, new Shape(batch.rows, batch.longest));
    return Embedding.embedding(rows, weight(table), SparseFormat.DENSE).singletonOrThrow();
  }

  private NDArray lstm(NDArray events, Batch batch) {
    Shape state = new Shape(1, batch.rows, shape.width());
    NDList states = new NDList(manager.zeros(state), manager.zeros(state));
    NDArray bias = weight("memory bias");
    NDList params =
        new NDList(weight("input"), weight("memory"), manager.zeros(bias.getShape()), bias);
    return events
        .getNDArrayInternal()
        .lstm(events, states, params, true, 1, 0, true, false, true)
        .get(0);
  }

  private NDArray convolutions(NDArray events, Batch batch) {
    NDArray states = linear(events, "input");
    for (int dilation : NetShape.DILATIONS) {
      NDArray wide =
          NDArrays.concat(
              new NDList(
                  states, later(states, dilation, batch), later(states, 2 * dilation, batch)),
              2);
      states = states.add(swish(linear(wide, "convolution " + dilation)));
    }
    return states;
  }

  /** Moved by {@code lag} places, with 0 where there is nothing before. */
  private NDArray later(NDArray states, int lag, Batch batch) {
    int length = batch.longest;
    if (lag >= length) {
      return manager.zeros(states.getShape());
    }
    NDArray nothing = manager.zeros(new Shape(batch.rows, lag, shape.width()));
    return nothing.concat(states.get(":, :" + (length - lag) + ", :"), 1);
  }

  private NDArray attention(NDArray events, Batch batch) {
    NDArray in = linear(events, "input");
    NDArray normed = norm(in, "first norm");
    int head = shape.width() / NetShape.HEADS;
    NDArray query = heads(times(normed, "query"), batch, head);
    NDArray key = heads(times(normed, "key"), batch, head);
    NDArray value = heads(times(normed, "value"), batch, head);
    NDArray hidden = manager.create(batch.hidden, new Shape(batch.rows, 1, 1, batch.longest));
    NDArray looks =
        query
            .matMul(key.transpose(0, 1, 3, 2))
            .mul((float) (1 / Math.sqrt(head)))
            .add(hidden)
            .softmax(3);
    NDArray seen =
        looks.matMul(value).transpose(0, 2, 1, 3).reshape(batch.rows, batch.longest, shape.width());
    NDArray middle = linear(seen, "mix").add(in);
    NDArray wide = swish(linear(norm(middle, "second norm"), "wide"));
    return linear(wide, "narrow").add(middle);
  }

  private static NDArray heads(NDArray x, Batch batch, int head) {
    return x.reshape(batch.rows, batch.longest, NetShape.HEADS, head).transpose(0, 2, 1, 3);
  }

  private NDArray norm(NDArray x, String name) {
    return LayerNorm.layerNorm(
            x, new Shape(shape.width()), weight(name), weight(name + " bias"), EPSILON)
        .singletonOrThrow();
  }

  private NDArray linear(NDArray x, String name) {
    return x.getNDArrayInternal()
        .linear(x, weight(name), weight(name + " bias"))
        .singletonOrThrow();
  }

  private NDArray times(NDArray x, String name) {
    return x.matMul(weight(name).transpose());
  }

  private static NDArray swish(NDArray x) {
    return x.mul(x.getNDArrayInternal().sigmoid());
  }
}
