// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.deep.net.Architecture;
import io.perennial.value.deep.net.Net;
import io.perennial.value.deep.net.NetShape;
import io.perennial.value.deep.net.Weights;
import io.perennial.value.deep.torch.Batch;
import io.perennial.value.deep.torch.TorchGradient;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks exist twice, in PyTorch and in Java: both are held to each other and to differences. */
class NetTest {

  private static final int[] LENGTHS = {0, 1, 3, 17, 64};
  private static final int STATICS = 5;
  private static final int PER_EVENT = 3;

  /** A network with weights everywhere, and customers with 0 to 64 events. */
  private static final class World {
    final NetShape shape;
    final Weights weights;
    final float[][] statics = new float[LENGTHS.length][STATICS];
    final float[][] numbers = new float[LENGTHS.length][];
    final int[][] kinds = new int[LENGTHS.length][];
    final int[][] products = new int[LENGTHS.length][];
    final Batch batch;

    World(Architecture architecture) {
      shape = new NetShape(architecture, STATICS, PER_EVENT, 3, 4, 8);
      RandomStream random = RandomSource.seeded(5).stream(architecture.name().length());
      weights = Weights.start(shape, random);
      for (int k = 0; k < weights.parts().size(); k++) {
        float[] values = weights.values(k);
        for (int i = 0; i < values.length; i++) {
          values[i] += (float) (0.2 * Normal.standard(random));
        }
      }
      batch = new Batch(shape, LENGTHS.length, 64);
      for (int i = 0; i < LENGTHS.length; i++) {
        int count = LENGTHS[i];
        statics[i] = normals(STATICS, random);
        numbers[i] = normals(count * PER_EVENT, random);
        kinds[i] = IntStream.range(0, count).map(t -> random.nextInt(3)).toArray();
        products[i] = IntStream.range(0, count).map(t -> random.nextInt(4)).toArray();
        batch.statics(i, statics[i], 0, STATICS);
        for (int t = 0; t < count && architecture.readsEvents(); t++) {
          batch.event(
              i, t, count, numbers[i], t * PER_EVENT, PER_EVENT, kinds[i][t], products[i][t]);
        }
        batch.length(i, count);
      }
    }

    float[] outputs(Net net, int i) {
      return net.read(statics[i], events(net, i), 1).outputs();
    }

    float[] events(Net net, int i) {
      return shape.architecture().readsEvents()
          ? net.embed(numbers[i], kinds[i], products[i])
          : new float[0];
    }

    private static float[] normals(int count, RandomStream random) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = (float) Normal.standard(random);
      }
      return values;
    }
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void java_answers_as_the_library_does(Architecture architecture) {
    TorchIsThere.orSkip();
    World world = new World(architecture);
    float[] theirs = TorchGradient.outputs(world.weights, world.batch);
    Net net = new Net(world.weights);

    for (int i = 0; i < LENGTHS.length; i++) {
      float[] ours = world.outputs(net, i);
      for (int k = 0; k < 3; k++) {
        assertThat(ours[k]).isEqualTo(theirs[3 * i + k], within(2e-5f * (1 + Math.abs(ours[k]))));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void the_library_leans_on_weights_as_differences_do(Architecture architecture) {
    TorchIsThere.orSkip();
    World world = new World(architecture);
    float[][] gradient =
        TorchGradient.of(
            world.weights,
            world.batch,
            outputs -> {
              float[] slopes = new float[outputs.length];
              for (int i = 0; i < slopes.length; i++) {
                slopes[i] = 1 + i % 3;
              }
              return slopes;
            });

    for (int k = 0; k < gradient.length; k++) {
      int at = gradient[k].length / 3;
      float kept = world.weights.values(k)[at];
      world.weights.values(k)[at] = kept + 4e-3f;
      double up = sum(world);
      world.weights.values(k)[at] = kept - 4e-3f;
      double down = sum(world);
      world.weights.values(k)[at] = kept;
      double difference = (up - down) / 8e-3;
      assertThat((double) gradient[k][at])
          .as(world.weights.parts().get(k).name())
          .isEqualTo(difference, within(5e-3 + 1e-2 * Math.abs(difference)));
    }
  }

  private static double sum(World world) {
    Net net = new Net(world.weights);
    double sum = 0;
    for (int i = 0; i < LENGTHS.length; i++) {
      float[] outputs = world.outputs(net, i);
      for (int k = 0; k < 3; k++) {
        sum += (1 + k) * (double) outputs[k];
      }
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void java_leans_on_inputs_as_differences_do(Architecture architecture) {
    World world = new World(architecture);
    Net net = new Net(world.weights);
    float[] along = {1, -0.5f, 0.25f};

    for (int i = 0; i < LENGTHS.length; i++) {
      float[] statics = world.statics[i];
      float[] events = world.events(net, i);
      Net.Slopes slopes = net.read(statics, events, 0.7f).back(along);
      for (int j = 0; j < statics.length; j++) {
        check(slopes.statics()[j], difference(net, statics, events, statics, j, along));
      }
      for (int j = 0; j < events.length; j += 1 + events.length / 30) {
        check(slopes.events()[j], difference(net, statics, events, events, j, along));
      }
      double up = value(net.read(statics, events, 0.71f), along);
      double down = value(net.read(statics, events, 0.69f), along);
      check(slopes.presence(), (up - down) / 0.02);
    }
  }

  private static void check(float slope, double difference) {
    assertThat((double) slope).isEqualTo(difference, within(2e-3 + 1e-2 * Math.abs(difference)));
  }

  private static double difference(
      Net net, float[] statics, float[] events, float[] moved, int j, float[] along) {
    float kept = moved[j];
    moved[j] = kept + 5e-3f;
    double up = value(net.read(statics, events, 0.7f), along);
    moved[j] = kept - 5e-3f;
    double down = value(net.read(statics, events, 0.7f), along);
    moved[j] = kept;
    return (up - down) / 1e-2;
  }

  private static double value(Net.Pass pass, float[] along) {
    double value = 0;
    for (int k = 0; k < along.length; k++) {
      value += (double) along[k] * pass.outputs()[k];
    }
    return value;
  }
}
