// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.util.List;
import java.util.ServiceLoader;

/**
 * Makes engines of one kind. Found by {@link ServiceLoader}, so that an engine whose jar is on the
 * class path can be asked for by name and nothing is compiled against it.
 */
public interface EngineProvider {

  /** What the configuration calls its engines: duckdb or spark. */
  String name();

  /**
   * A new engine, to be closed by the caller.
   *
   * @throws LakeException when the engine cannot start with these settings
   */
  Engine open(EngineSettings settings);

  /**
   * The provider of that name.
   *
   * @throws LakeException when there is none on the class path
   */
  static EngineProvider named(String name) {
    List<EngineProvider> all =
        ServiceLoader.load(EngineProvider.class).stream().map(ServiceLoader.Provider::get).toList();
    return all.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new LakeException(
                    "Unknown engine: "
                        + name
                        + " (there are "
                        + all.stream().map(EngineProvider::name).sorted().toList()
                        + "; is the engine's jar on the class path?)"));
  }
}
