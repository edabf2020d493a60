// SPDX-License-Identifier: Apache-2.0

/**
 * Decisions in the forms that other systems import, and signed messages of them: pure functions.
 */
@NullMarked
package io.perennial.decide.activate;

import org.jspecify.annotations.NullMarked;
