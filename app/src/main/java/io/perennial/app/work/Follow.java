// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.config.ConfigException;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.pipeline.Watch;
import io.perennial.lake.LakeException;
import io.perennial.lake.step.StepFailed;
import io.perennial.lake.workspace.WorkspaceException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Ingests what comes, round by round; whoever calls says when a round is. A round that fails is
 * told, and tried again with the next.
 */
public final class Follow {

  /** Ingests what is new but files that are still being written. */
  public interface Ingest {
    void without(Set<String> growing);
  }

  private final Watch watch;
  private final Supplier<IngestConfig> config;
  private final Ingest ingest;
  private final Consumer<String> say;
  private Set<String> told = Set.of();
  private String done = "";

  /**
   * @param config as it is now: what is changed meanwhile counts from the next round on
   * @param say tells people what is wrong, once for as long as it is
   */
  public Follow(Watch watch, Supplier<IngestConfig> config, Ingest ingest, Consumer<String> say) {
    this.watch = watch;
    this.config = config;
    this.ingest = ingest;
    this.say = say;
  }

  /** Looks, and ingests when there is something new. Costs a listing when there is not. */
  public void round() {
    Set<String> wrong = new HashSet<>();
    try {
      Watch.Look look = watch.look(config.get());
      wrong.addAll(look.troubles());
      if (!look.rested().equals(done)) {
        ingest.without(look.growing());
        done = look.rested();
      }
    } catch (ConfigException
        | IngestException
        | LakeException
        | StepFailed
        | WorkspaceException failure) {
      wrong.add(String.valueOf(failure.getMessage()));
    }
    List.copyOf(wrong).stream().filter(each -> !told.contains(each)).sorted().forEach(say);
    told = wrong;
  }
}
