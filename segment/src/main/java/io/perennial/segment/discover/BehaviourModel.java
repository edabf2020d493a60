// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.discover;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.neighbour.Points;
import io.perennial.math.parallel.Chunks;
import io.perennial.segment.assign.Assigner;
import io.perennial.segment.assign.DriftReference;
import io.perennial.segment.assign.SegmentModel;
import io.perennial.segment.prepare.Preparation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How customers are put into the segments that were found: how features are prepared, what segments
 * are, what several clusterings say of a customer, and what customers were like when it was fitted.
 * As text, so that it can be kept in a table. Immutable.
 */
public final class BehaviourModel {

  private static final String TITLE = "behaviour model 1";
  private static final int CHUNK = 1024;

  private final Preparation preparation;
  private final DriftReference reference;
  private final Voices voices;
  private final Niches niches;
  private final List<KnownSegment> segments;
  private final long nextId;

  BehaviourModel(
      Preparation preparation,
      DriftReference reference,
      Voices voices,
      Niches niches,
      List<KnownSegment> segments,
      long nextId) {
    this.preparation = preparation;
    this.reference = reference;
    this.voices = voices;
    this.niches = niches;
    this.segments = List.copyOf(segments);
    this.nextId = nextId;
  }

  /** What is done with each feature. */
  public Preparation preparation() {
    return preparation;
  }

  /** What segments are, in the order of {@link #segments}. */
  public SegmentModel model() {
    return reference.model();
  }

  /** What customers were like when it was fitted, to be watched for drift. */
  public DriftReference reference() {
    return reference;
  }

  /** The segments. */
  public List<KnownSegment> segments() {
    return segments;
  }

  /** The names of small dense groups within segments. */
  public List<String> niches() {
    return niches.names();
  }

  /** The smallest id that no segment ever had. */
  public long nextId() {
    return nextId;
  }

  /**
   * Puts customers into segments; some microseconds each, on all threads, the same bits on any.
   *
   * @param features with the columns of {@link #preparation}, at least one row
   */
  public Placements place(FeatureMatrix features) {
    Points points = preparation.prepare(features);
    Placements placed = new Placements(points);
    Chunks.forEach(points.count(), CHUNK, (from, to) -> place(placed, from, to));
    return placed;
  }

  /**
   * Only into which segments, by their places in {@link #segments}: as {@link #place} has it, in a
   * fraction of the time.
   *
   * @param features with the columns of {@link #preparation}, at least one row
   */
  public int[] segmentsOf(FeatureMatrix features) {
    Points points = preparation.prepare(features);
    int[] found = new int[points.count()];
    Chunks.forEach(
        found.length,
        CHUNK,
        (from, to) -> {
          int d = points.dimensions();
          double[] point = new double[d];
          for (int i = from; i < to; i++) {
            System.arraycopy(points.values(), i * d, point, 0, d);
            found[i] = voices.segment(point);
          }
        });
    return found;
  }

  private void place(Placements placed, int from, int to) {
    Assigner assigner = model().assigner();
    double[] probabilities = new double[model().segments()];
    int d = placed.points.dimensions();
    double[] point = new double[d];
    for (int i = from; i < to; i++) {
      System.arraycopy(placed.points.values(), i * d, point, 0, d);
      assigner.memberships(point, probabilities);
      int segment = voices.segment(point);
      placed.segments[i] = segment;
      placed.propensities[i] = probabilities[segment];
      placed.agreements[i] = voices.agreement(point, segment);
      placed.distances[i] = assigner.distance(point, segment);
      placed.typicalities[i] = assigner.typicality(point);
      placed.niches[i] = niches.of(point, segment);
    }
  }

  /** All of it, of which {@link #parse} makes the same bits. */
  public String text() {
    List<String> known = new ArrayList<>();
    for (KnownSegment s : segments) {
      known.add(s.id() + " " + s.since() + " " + s.stability() + " " + s.name());
    }
    return String.join(
        "\n",
        TITLE,
        Long.toString(nextId),
        part(known),
        part(voices.lines()),
        part(niches.lines()),
        part(preparation.text().lines().toList()),
        part(reference.text().lines().toList()));
  }

  private static String part(List<String> lines) {
    List<String> counted = new ArrayList<>();
    counted.add(Integer.toString(lines.size()));
    counted.addAll(lines);
    return String.join("\n", counted);
  }

  /**
   * Restores what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is no such text
   */
  public static BehaviourModel parse(String text) {
    try {
      Parts parts = new Parts(text.split("\n", -1));
      if (!parts.line().equals(TITLE)) {
        throw new IllegalArgumentException("Invalid behaviour model: of another version");
      }
      long nextId = Long.parseLong(parts.line());
      List<KnownSegment> known = new ArrayList<>();
      for (String line : parts.part()) {
        String[] words = line.split(" ", 4);
        known.add(
            new KnownSegment(
                Long.parseLong(words[0]),
                words[3],
                Long.parseLong(words[1]),
                Double.parseDouble(words[2])));
      }
      Voices voices = Voices.parse(parts.part());
      Niches niches = Niches.parse(parts.part());
      Preparation preparation = Preparation.parse(String.join("\n", parts.part()));
      DriftReference reference = DriftReference.parse(String.join("\n", parts.part()));
      return new BehaviourModel(preparation, reference, voices, niches, known, nextId);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("Invalid behaviour model: it ends too soon", e);
    }
  }

  /** Lines, part by part. */
  private static final class Parts {
    private final String[] lines;
    private int at;

    Parts(String[] lines) {
      this.lines = lines;
    }

    String line() {
      return lines[at++];
    }

    List<String> part() {
      int count = Integer.parseInt(line());
      List<String> part = List.copyOf(Arrays.asList(lines).subList(at, at + count));
      at += count;
      return part;
    }
  }
}
