// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.land.Origin;
import io.perennial.lake.workspace.ProcessFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at sources from time to time: what is there to be read, and what is still being written.
 */
public final class Watch {

  /**
   * What one look saw.
   *
   * @param rested what is there to be read: equal when nothing has become new
   * @param growing the files that were new or another since the look before
   * @param troubles why sources cannot be looked at, a sentence each
   */
  public record Look(String rested, Set<String> growing, List<String> troubles) {

    public Look {
      growing = Set.copyOf(growing);
      troubles = List.copyOf(troubles);
    }
  }

  private final Path folder;
  private Map<String, String> before = Map.of();

  /**
   * @param folder the workspace, where relative paths start
   */
  public Watch(Path folder) {
    this.folder = folder;
  }

  /** Looks; costs a listing of each source. */
  public Look look(IngestConfig config) {
    Map<String, String> states = new HashMap<>();
    StringBuilder rested = new StringBuilder();
    Set<String> growing = new LinkedHashSet<>();
    List<String> troubles = new ArrayList<>();
    for (SourceConfig source : config.sources()) {
      try (ProcessFolder copies = SourceReading.copies(folder);
          Origin origin = Origins.open(source, folder, config.zone(), copies::make)) {
        String state = origin.state();
        states.put(source.name(), state);
        Set<String> grows = origin.growing(before.getOrDefault(source.name(), ""), state);
        growing.addAll(grows);
        rested.append(source.name()).append(' ').append(source.canonical()).append('\n');
        rested.append(without(state, grows));
      } catch (IngestException e) {
        troubles.add(String.valueOf(e.getMessage()));
      }
    }
    before = states;
    return new Look(rested.toString(), growing, troubles);
  }

  private static String without(String state, Set<String> names) {
    if (names.isEmpty()) {
      return state;
    }
    return state
        .lines()
        .filter(line -> names.stream().noneMatch(name -> line.startsWith(name + ' ')))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
