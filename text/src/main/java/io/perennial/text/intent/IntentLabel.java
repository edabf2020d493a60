// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.intent;

import io.perennial.text.embed.TextVector;
import java.util.Optional;

/**
 * What a person said of a text.
 *
 * @param vector the text
 * @param intent what its writer wants; empty if nothing was said of that
 * @param urgent whether it cannot wait; empty if nothing was said of that
 */
public record IntentLabel(TextVector vector, Optional<Intent> intent, Optional<Boolean> urgent) {}
