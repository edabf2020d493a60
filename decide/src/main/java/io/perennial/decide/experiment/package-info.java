// SPDX-License-Identifier: Apache-2.0

/**
 * Whether something helped: experiments designed, assigned, checked and read, also while they run.
 */
@NullMarked
package io.perennial.decide.experiment;

import org.jspecify.annotations.NullMarked;
