// SPDX-License-Identifier: Apache-2.0
/**
 * What would become of a base's value if something were otherwise: named scenarios, before and
 * after under the same draws, and how far each effect is known, assumed, or out of sight.
 */
@NullMarked
package io.perennial.value.whatif;

import org.jspecify.annotations.NullMarked;
