// SPDX-License-Identifier: Apache-2.0
/** Tests of the simulated persons. */
@NullMarked
package io.perennial.testkit.persons;

import org.jspecify.annotations.NullMarked;
