// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A configuration that cannot be used, with everything that is wrong with it. The person who wrote
 * the file has to change it; trying again does not help.
 */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * Problems in the order in which they are to be read.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("Invalid problems: none (must be at least one)");
    }
    this.problems = List.copyOf(problems);
  }

  ConfigException(Problem problem, Throwable cause) {
    this(List.of(problem));
    initCause(cause);
  }

  /** All that is wrong, in order of place. The message has one line for each. */
  public List<Problem> problems() {
    return problems;
  }
}
