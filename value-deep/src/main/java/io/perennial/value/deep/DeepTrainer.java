// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.deep.net.Architecture;
import io.perennial.value.deep.net.Head;
import io.perennial.value.deep.net.Net;
import io.perennial.value.deep.net.NetShape;
import io.perennial.value.deep.net.Weights;
import io.perennial.value.deep.torch.Torch;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderTrainer;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Trains an ensemble of networks of one architecture. It needs the native library; what it gives,
 * {@link DeepModel}, does not.
 *
 * <p>The same lessons, configuration and seed give the same bits on any number of threads, on one
 * processor: the library picks its kernels by what the processor can do, and on a graphics card it
 * would add in any order.
 */
public final class DeepTrainer implements LadderTrainer {

  private static final int ROWS = 100;
  private static final int BUYERS = 20;

  private final Architecture architecture;
  private final DeepConfig config;

  /** Networks of this kind. */
  public DeepTrainer(Architecture architecture, DeepConfig config) {
    this.architecture = architecture;
    this.config = config;
  }

  /** One of each kind: feed-forward, LSTM, temporal convolution, attention. */
  public static List<LadderTrainer> all(DeepConfig config) {
    return Arrays.stream(Architecture.values())
        .map(architecture -> (LadderTrainer) new DeepTrainer(architecture, config))
        .toList();
  }

  /** What keeps networks from being trained here, in a sentence; empty if nothing does. */
  public static Optional<String> problem() {
    return Torch.problem();
  }

  @Override
  public String name() {
    return architecture.label();
  }

  @Override
  public int events() {
    return architecture.readsEvents() ? NetShape.LONGEST : 0;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if there is no native library for this platform; the message says
   *     what to do
   */
  @Override
  public DeepModel train(Lessons lessons, Target target, LadderConfig ladder) {
    check(lessons, target);
    RandomSource source = RandomSource.seeded(ladder.seed()).derive("deep").derive(name());
    List<Labelled> past = lessons.past();
    int n = past.stream().mapToInt(Labelled::customers).sum();
    long[] ids = new long[n];
    double[] outcomes = new double[n];
    int at = 0;
    for (Labelled lesson : past) {
      System.arraycopy(lesson.cases().features().rowIds(), 0, ids, at, lesson.customers());
      System.arraycopy(lesson.outcomes(target), 0, outcomes, at, lesson.customers());
      at += lesson.customers();
    }
    double[] places = Lesson.places(ids, ladder.seed());
    Head head = target == Target.PURCHASES ? Head.COUNTS : Head.MONEY;
    List<float[]> numbers = new ArrayList<>();
    for (Labelled lesson : past) {
      numbers.add(Anchor.of(lesson.cases().observed()).of(lesson.cases(), target));
    }
    Level level = level(head, numbers, outcomes, places);
    numbers.forEach(level::addTo);
    Encoding encoding = Encoding.of(target, past, numbers);
    List<Examples> parts = new ArrayList<>();
    for (int k = 0; k < past.size(); k++) {
      parts.add(encoding.encode(past.get(k).cases(), numbers.get(k), architecture.readsEvents()));
    }
    Lesson lesson = Lesson.of(head, Examples.together(parts), outcomes, places);
    Search.Found found =
        Search.best(lesson, encoding, architecture, config, source.derive("search"));
    Training[] members = new Training[config.members()];
    Chunks.forEach(
        members.length,
        1,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            members[k] =
                new Training(
                    lesson,
                    encoding.shape(architecture, found.setting().width()),
                    found.setting(),
                    source.derive(k));
            members[k].run(config.epochs(), config.patience());
          }
        });
    List<Weights> weights = Arrays.stream(members).map(Training::best).toList();
    Judge judge = Judge.of(lesson, weights.stream().map(Net::new).toList());
    Anchor now = Anchor.of(lessons.now().observed()).on(level);
    return new DeepModel(
        architecture,
        encoding,
        now,
        weights,
        judge.share(),
        typical(lesson),
        ladder.draws(),
        source.derive("draws").key(),
        summary(lesson, found, members, judge));
  }

  private void check(Lessons lessons, Target target) {
    int rows = lessons.past().stream().mapToInt(Labelled::customers).sum();
    int buyers = 0;
    for (Labelled lesson : lessons.past()) {
      buyers += (int) Arrays.stream(lesson.outcomes(target)).filter(y -> y > 0).count();
    }
    if (rows < ROWS || buyers < BUYERS) {
      throw new TooLittleDataException(
          "Cannot train "
              + name()
              + ": there are "
              + rows
              + " past cases, in "
              + buyers
              + " of which something was bought (at least "
              + ROWS
              + " and "
              + BUYERS
              + " are needed)");
    }
    if (architecture.readsEvents()
        && (lessons.now().events().isEmpty()
            || lessons.past().stream().map(Labelled::cases).anyMatch(c -> c.events().isEmpty()))) {
      throw new TooLittleDataException(
          "Cannot train " + name() + ": the cases have no sequences of events");
    }
  }

  /** The level of past outcomes, by the customers that are learnt from. */
  private static Level level(Head head, List<float[]> numbers, double[] outcomes, double[] places) {
    float[] anchors = new float[outcomes.length * NetShape.OUTPUTS];
    int at = 0;
    for (float[] some : numbers) {
      System.arraycopy(some, 0, anchors, at, some.length);
      at += some.length;
    }
    int[] learnt =
        IntStream.range(0, places.length).filter(i -> Lesson.learnt(places[i])).toArray();
    return learnt.length == 0 ? Level.NONE : Level.of(head, anchors, outcomes, learnt);
  }

  /** The mean anchor: that of nobody in particular. */
  private static float[] typical(Lesson lesson) {
    float[] anchor = lesson.examples.anchor();
    double[] sums = new double[3];
    for (int i = 0; i < anchor.length; i++) {
      sums[i % 3] += anchor[i];
    }
    float[] mean = new float[3];
    for (int k = 0; k < 3; k++) {
      mean[k] = (float) (sums[k] * 3 / anchor.length);
    }
    return mean;
  }

  private String summary(Lesson lesson, Search.Found found, Training[] members, Judge judge) {
    DeepConfig.Setting setting = found.setting();
    long passes = found.passes() + Arrays.stream(members).mapToLong(Training::passes).sum();
    return String.format(
        Locale.ROOT,
        "%d networks (%s) of width %d, %d weights each, trained on %,d cases in batches of %d with"
            + " dropout %.1f; %s epochs, %,d cases read in all. %s",
        members.length,
        name(),
        setting.width(),
        members[0].best().size(),
        lesson.learn.length,
        setting.batch(),
        setting.dropout(),
        Arrays.stream(members).map(m -> String.valueOf(m.epochs())).toList(),
        passes,
        judge.sentence());
  }
}
