// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.truth;

import io.perennial.app.UsageException;
import io.perennial.identity.pipeline.LabelSource;
import io.perennial.identity.pipeline.PairLabels;
import io.perennial.lake.workspace.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A file of labels that the model learns from: {@code identity.labels}. */
public final class TrainingLabels implements LabelSource {

  /** Who is less sure than this of a pair does not know it. */
  private static final double SURE = 0.9;

  private final Path file;
  private final List<String> systems;

  /**
   * @param file as {@code perennial identity evaluate --labels} takes it
   * @param systems whose keys it may name
   */
  public TrainingLabels(Path file, List<String> systems) {
    this.file = file;
    this.systems = List.copyOf(systems);
  }

  /** Those that a configuration names, or none. */
  public static LabelSource of(Optional<Path> configured, Path folder, List<String> systems) {
    return configured
        .<LabelSource>map(file -> new TrainingLabels(folder.resolve(file), systems))
        .orElseGet(LabelSource::none);
  }

  @Override
  public String fingerprint() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (IOException e) {
      throw new UsageException(
          "Cannot read identity.labels: " + file + ": " + FileTrouble.why(e), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash " + file + ": no SHA-256", e);
    }
  }

  @Override
  public PairLabels read(long[] records, Consumer<String> remark) {
    KnownRecords known = KnownRecords.of(records, systems);
    LabelColumns.Given given =
        new LabelColumns.Given(Optional.empty(), Optional.empty(), Optional.empty());
    Labels labels = Labels.read(file, given, known);
    PairLabels all = new PairLabels();
    for (int place : labels.records()) {
      all.person(known.record(place), labels.person(place));
    }
    for (Labels.Pair pair : labels.pairs()) {
      if (pair.label() >= SURE || pair.label() <= 1 - SURE) {
        all.pair(known.record(pair.a()), known.record(pair.b()), pair.label() >= SURE);
      }
    }
    labels.remarks().forEach(line -> remark.accept("identity.labels: " + line));
    return all;
  }
}
