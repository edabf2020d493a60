// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.pipeline;

import io.perennial.text.Polarity;
import io.perennial.text.intent.Intent;
import java.util.Optional;

/**
 * What a person said of the text of an event.
 *
 * @param event the event
 * @param record whose it is
 * @param sentiment how it feels; empty if nothing was said of that
 * @param intent what its writer wants; empty if nothing was said of that
 * @param urgent whether it cannot wait; empty if nothing was said of that
 */
public record TextLabel(
    long event,
    long record,
    Optional<Polarity> sentiment,
    Optional<Intent> intent,
    Optional<Boolean> urgent) {

  /** Whether anything was said. */
  public boolean says() {
    return sentiment.isPresent() || intent.isPresent() || urgent.isPresent();
  }
}
