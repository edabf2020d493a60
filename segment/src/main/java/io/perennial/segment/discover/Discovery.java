// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.discover;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.random.Sample;
import io.perennial.segment.Partition;
import io.perennial.segment.assign.DriftReference;
import io.perennial.segment.assign.SegmentModel;
import io.perennial.segment.assign.SegmentModelConfig;
import io.perennial.segment.assign.SegmentModelTrainer;
import io.perennial.segment.cluster.Clusterer;
import io.perennial.segment.cluster.GaussianMixture;
import io.perennial.segment.cluster.GaussianMixtureConfig;
import io.perennial.segment.cluster.KMeans;
import io.perennial.segment.cluster.KMeansConfig;
import io.perennial.segment.cluster.Ward;
import io.perennial.segment.ensemble.Consensus;
import io.perennial.segment.keep.Change;
import io.perennial.segment.keep.Identity;
import io.perennial.segment.keep.KeepSettings;
import io.perennial.segment.keep.KeptSolution;
import io.perennial.segment.keep.SegmentIds;
import io.perennial.segment.keep.Solution;
import io.perennial.segment.prepare.Association;
import io.perennial.segment.prepare.InputColumn;
import io.perennial.segment.prepare.Preparation;
import io.perennial.segment.prepare.PreparationConfig;
import io.perennial.segment.prepare.PreparationTrainer;
import io.perennial.segment.quality.Choice;
import io.perennial.segment.quality.ChoiceSettings;
import io.perennial.segment.quality.Choosing;
import io.perennial.segment.quality.QualityRow;
import io.perennial.segment.quality.Stability;
import io.perennial.segment.quality.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds groups of customers who behave alike, as many as are useful and stable.
 *
 * <p>Features are prepared as their shape asks for, and weigh the more the better they told what
 * customers spent next at an earlier instant. Ways of clustering and numbers of clusters are judged
 * by what their clusters, made at instants of the past of what was known then, tell of the time
 * after; see {@link Choosing}. The consensus of several algorithms, seeds and samples is the
 * partition, which becomes a model that puts any customer into a segment. Segments that were there
 * in the fit before keep their ids and names. Pure; the same bits on any number of threads.
 */
public final class Discovery {

  private static final int SEEDS = 3;
  private static final int SAMPLES = 6;
  private static final int RESAMPLES = 20;

  /** Customers on whom ways of clustering are compared: a percent of η² is told by these. */
  private static final int COMPARED = 5_000;

  /** Customers that are drawn from, and how often, to see whether a way of clustering is stable. */
  private static final int DRAWN = 1_500;

  private static final int DRAWS = 12;

  /** Typicality below which a customer is like nobody. */
  private static final double LIKE_NOBODY = 0.001;

  private final DiscoverConfig config;
  private final List<InputColumn> columns;
  private final Naming naming;
  private final RandomSource random;

  /**
   * @param columns that customers are compared by
   * @param naming names segments that are new
   * @param random decides all chance
   */
  public Discovery(
      DiscoverConfig config, List<InputColumn> columns, Naming naming, RandomSource random) {
    this.config = config;
    this.columns = List.copyOf(columns);
    this.naming = naming;
    this.random = random.derive("discovery");
  }

  /**
   * Looks for groups.
   *
   * @param now customers as they are known now, at least one
   * @param before instants of the past, ascending; without one groups are judged by how compact
   *     they are; one whose time after it had not ended now is left out
   * @param former the model of the fit before
   */
  public Discovered discover(Look now, List<Look> before, Optional<BehaviourModel> former) {
    return discover(now, before, former, former.map(BehaviourModel::nextId).orElse(1L));
  }

  /**
   * The same where it may be that the model of the fit before is lost, but not which ids it gave.
   *
   * @param nextId an id that no segment ever had, nor any above it
   */
  public Discovered discover(
      Look now, List<Look> before, Optional<BehaviourModel> former, long nextId) {
    List<Look> past = before.stream().filter(look -> look.isKnownAt(now)).toList();
    Preparation preparation = preparation(now, past);
    Points points = preparation.prepare(now.features());
    List<Window> windows = new ArrayList<>();
    for (Look look : past) {
      if (look.features().rows() >= 2) {
        windows.add(
            new Window(preparation(look, past).prepare(look.features()), look.spentAfter()));
      }
    }
    Choice choice = new Choosing(settings(), quick()).choose(points, windows, random);
    int[] sampled = Sample.of(points.count(), config.sample(), random.derive("sample").stream(0));
    Points some = points.subset(sampled);
    Optional<QualityRow> chosen = choice.chosen();
    int k = chosen.map(QualityRow::asked).orElse(1);
    List<Partition> members = members(some, k, chosen.map(QualityRow::algorithm));
    Consensus consensus = Consensus.of(members, k, random.derive("consensus"));
    Partition agreed = consensus.partition();
    SegmentModel model =
        new SegmentModelTrainer(SegmentModelConfig.defaults(), random)
            .train(some, agreed, consensus.agreement(), numbered(agreed.clusters()));
    Found found =
        new Found(
            preparation,
            some,
            agreed,
            model,
            Voices.of(some, members, agreed),
            config.micro()
                ? Niches.find(
                    some,
                    agreed,
                    (labels, count) ->
                        naming.names(now.features().subset(sampled), new Partition(labels, count)),
                    random.derive("niches"))
                : Niches.NONE,
            stability(some, agreed, k, chosen));
    return kept(now.asOf(), former, nextId, found, now.features().subset(sampled), choice);
  }

  /** What was found, before it is known who it was in the fit before. */
  private record Found(
      Preparation preparation,
      Points points,
      Partition partition,
      SegmentModel model,
      Voices voices,
      Niches niches,
      List<Double> stability) {

    BehaviourModel as(List<KnownSegment> segments, long nextId) {
      List<String> names = dimensions(preparation);
      return new BehaviourModel(
          preparation, DriftReference.of(model, points, names), voices, niches, segments, nextId);
    }
  }

  /** Gives segments their ids and names. */
  private Discovered kept(
      long asOf,
      Optional<BehaviourModel> former,
      long nextId,
      Found found,
      FeatureMatrix sampled,
      Choice choice) {
    long[] customers = sampled.rowIds();
    Solution solution =
        Solution.of(customers, found.points(), found.partition(), space(found.preparation()));
    List<String> names = naming.names(sampled, found.partition());
    SegmentIds ids = new SegmentIds(KeepSettings.defaults());
    KeptSolution kept =
        former
            .flatMap(before -> before(before, sampled, customers))
            .map(before -> ids.match(before, solution, names))
            .orElseGet(() -> ids.start(solution, names, nextId));
    List<KnownSegment> known = new ArrayList<>();
    for (int s = 0; s < kept.identities().size(); s++) {
      Identity identity = kept.identities().get(s);
      long since =
          former.stream()
              .flatMap(before -> before.segments().stream())
              .filter(segment -> segment.id() == identity.id())
              .mapToLong(KnownSegment::since)
              .findFirst()
              .orElse(asOf);
      known.add(new KnownSegment(identity.id(), identity.name(), since, found.stability().get(s)));
    }
    return new Discovered(
        found.as(known, kept.nextId()), choice.rows(), withEmpty(kept, former, known));
  }

  /** Segments of the fit before that nobody was in any more are gone, too. */
  private static List<Change> withEmpty(
      KeptSolution kept, Optional<BehaviourModel> former, List<KnownSegment> known) {
    Set<Long> told = new HashSet<>();
    known.forEach(segment -> told.add(segment.id()));
    List<Change> changes = new ArrayList<>(kept.changes());
    for (Change change : changes) {
      if (change instanceof Change.Died died) {
        told.add(died.id());
      }
    }
    former.stream()
        .flatMap(before -> before.segments().stream())
        .map(KnownSegment::id)
        .filter(id -> !told.contains(id))
        .forEach(id -> changes.add(new Change.Died(id)));
    return changes;
  }

  /** Where the model of the fit before puts customers now. */
  private static Optional<KeptSolution> before(
      BehaviourModel former, FeatureMatrix sampled, long[] customers) {
    if (!sampled.names().containsAll(former.preparation().columns())) {
      return Optional.empty(); // of features that are no more: it cannot be asked
    }
    Placements placed = former.place(sampled);
    int[] present = Arrays.stream(placed.segments()).distinct().sorted().toArray();
    int[] labels = members(placed, present);
    Solution solution =
        Solution.of(
            customers,
            placed.points(),
            new Partition(labels, present.length),
            space(former.preparation()));
    List<Identity> identities =
        Arrays.stream(present)
            .mapToObj(s -> former.segments().get(s))
            .map(segment -> new Identity(segment.id(), segment.name()))
            .toList();
    return Optional.of(new KeptSolution(solution, identities, former.nextId(), List.of()));
  }

  /**
   * Whose member each customer was, by place in {@code present}. Who is like nobody that the model
   * was fitted of was no member, or a group that is new would compete for the id of the segment it
   * is nearest to; but where all of a segment are, it has moved, and they are its members.
   */
  private static int[] members(Placements placed, int[] present) {
    boolean[] isKnown = new boolean[present.length];
    int[] labels = new int[placed.count()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Arrays.binarySearch(present, placed.segments()[i]);
      isKnown[labels[i]] |= placed.typicalities()[i] >= LIKE_NOBODY;
    }
    for (int i = 0; i < labels.length; i++) {
      if (isKnown[labels[i]] && placed.typicalities()[i] < LIKE_NOBODY) {
        labels[i] = Partition.NOISE;
      }
    }
    return labels;
  }

  /** Centroids of equal preparations can be compared. */
  private static String space(Preparation preparation) {
    return Integer.toHexString(preparation.hashCode());
  }

  /** Prepared as one would have at that instant: what came after it is not known. */
  private Preparation preparation(Look look, List<Look> past) {
    Optional<Look> before =
        past.stream()
            .filter(earlier -> earlier.isKnownAt(look) && earlier.features().rows() > 1)
            .reduce((a, b) -> b);
    List<InputColumn> weighed =
        columns.stream()
            .map(
                column ->
                    before
                        .map(earlier -> column.withAssociation(told(earlier, column.name())))
                        .orElse(column))
            .toList();
    return new PreparationTrainer(PreparationConfig.defaults()).train(look.features(), weighed);
  }

  /**
   * How well a feature told what came after, squared once more: groups should be of what matters
   * most, and ten features that tell a little would outvote the one that tells much.
   */
  private static double told(Look earlier, String feature) {
    double squared =
        Association.squaredSpearman(earlier.features().column(feature), earlier.spentAfter());
    return squared * squared;
  }

  /** What the coordinates of points are called. */
  private static List<String> dimensions(Preparation preparation) {
    int d = preparation.dimensions();
    return preparation.components().isPresent() || preparation.columns().size() != d
        ? IntStream.rangeClosed(1, d).mapToObj(j -> "component " + j).toList()
        : preparation.columns();
  }

  private ChoiceSettings settings() {
    return ChoiceSettings.defaults()
        .withMost(config.most())
        .withLeast(config.leastStability(), 0.5, config.leastShare())
        .withWork(Math.min(config.sample(), COMPARED), Math.min(config.sample(), DRAWN), DRAWS);
  }

  /** Ways of clustering, quick enough to be done hundreds of times. */
  private static List<Clusterer> quick() {
    return List.of(
        new KMeans(KMeansConfig.defaults().withRestarts(3).withBreath(0)),
        new GaussianMixture(GaussianMixtureConfig.defaults().withStarts(1)),
        Ward.ofDefaults());
  }

  /** The same customers by other algorithms, seeds and samples; most by the chosen one. */
  private List<Partition> members(Points points, int k, Optional<String> chosen) {
    List<Partition> members = new ArrayList<>();
    for (Clusterer way : quick()) {
      boolean isChosen = chosen.stream().allMatch(way.name()::equals);
      RandomSource chance = random.derive("member").derive(way.name());
      for (int seed = 0; seed < (isChosen ? SEEDS : 1); seed++) {
        members.add(way.cluster(points, k, chance.derive(seed)));
      }
      for (int sample = 0; sample < (isChosen ? SAMPLES : 1); sample++) {
        members.add(resampled(points, k, way, chance.derive("sample").derive(sample)));
      }
    }
    return members;
  }

  /** Clusters of customers drawn with replacement, each once; the others are in none. */
  private static Partition resampled(Points points, int k, Clusterer way, RandomSource chance) {
    RandomStream lots = chance.stream(0);
    boolean[] drawn = new boolean[points.count()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[lots.nextInt(drawn.length)] = true;
    }
    int[] chosen = IntStream.range(0, drawn.length).filter(i -> drawn[i]).toArray();
    Partition partition = way.cluster(points.subset(chosen), k, chance);
    int[] labels = new int[drawn.length];
    Arrays.fill(labels, Partition.NOISE);
    for (int i = 0; i < chosen.length; i++) {
      labels[chosen[i]] = partition.labels()[i];
    }
    return new Partition(labels, partition.clusters());
  }

  private List<Double> stability(
      Points points, Partition agreed, int k, Optional<QualityRow> chosen) {
    Clusterer way =
        quick().stream()
            .filter(each -> chosen.stream().allMatch(row -> row.algorithm().equals(each.name())))
            .findFirst()
            .orElseThrow();
    return Stability.of(points, agreed, way, k, RESAMPLES, random.derive("stability")).jaccard();
  }

  private static List<String> numbered(int segments) {
    return IntStream.range(0, segments).mapToObj(Integer::toString).toList();
  }
}
