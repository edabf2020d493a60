// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.intent;

import io.perennial.text.embed.ReadText;
import java.util.Optional;

/**
 * What a person said of a text.
 *
 * @param text what was written
 * @param intent what its writer wants; empty if nothing was said of that
 * @param urgent whether it cannot wait; empty if nothing was said of that
 */
public record IntentLabel(ReadText text, Optional<Intent> intent, Optional<Boolean> urgent) {}
