// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.value.deep.net.Architecture;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.LadderTrainer;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Target;

/**
 * The trainers as services, with default settings: whoever has this jar on the class path finds
 * them by {@code ServiceLoader.load(LadderTrainer.class)}, and is compiled without it.
 */
public final class DeepTrainers {

  private DeepTrainers() {}

  private interface Default extends LadderTrainer {

    DeepTrainer trainer();

    @Override
    default String name() {
      return trainer().name();
    }

    @Override
    default int events() {
      return trainer().events();
    }

    @Override
    default LadderModel train(Lessons lessons, Target target, LadderConfig config) {
      return trainer().train(lessons, target, config);
    }
  }

  private static DeepTrainer of(Architecture architecture) {
    return new DeepTrainer(architecture, DeepConfig.defaults());
  }

  /** Networks of features alone. */
  public static final class FeedForward implements Default {
    @Override
    public DeepTrainer trainer() {
      return of(Architecture.FEED_FORWARD);
    }
  }

  /** Networks with a memory. */
  public static final class Lstm implements Default {
    @Override
    public DeepTrainer trainer() {
      return of(Architecture.LSTM);
    }
  }

  /** Networks of convolutions. */
  public static final class TemporalConvolution implements Default {
    @Override
    public DeepTrainer trainer() {
      return of(Architecture.TEMPORAL_CONVOLUTION);
    }
  }

  /** Networks of attention. */
  public static final class Attention implements Default {
    @Override
    public DeepTrainer trainer() {
      return of(Architecture.ATTENTION);
    }
  }
}
