# run: the main job on the in-memory kernel.  test: everything, on a real kernel too where it can be had.
# bench: every figure beside its yardstick.  fuzz: search for octets that break a decoder.  format: the house style.
MVN := $(shell command -v mvn >/dev/null 2>&1 && echo mvn || echo ./mvnw) -B -ntp
LAB := secureconnect-linux/src/test/resources/lab
WINDOWS := secureconnect-windows/src/test/native
BENCHES := secureconnect-core secureconnect-testkit secureconnect-linux

.PHONY: run test windows-tools unit real-kernel windows-rungs bench fuzz format clean

run:
	@examples/secureconnect quickstart

test: windows-tools unit real-kernel windows-rungs

# Compilers and Wine for the tests of the Windows module, when run as root on Debian or Ubuntu; elsewhere it says what is not shown.
windows-tools:
	@$(WINDOWS)/install || [ $$? = 3 ]

# With QUICK=1 without the long simulations.
unit:
	@$(MVN) verify $(if $(QUICK),'-Dsurefire.excludedTags=real-kernel|real-windows|slow') || { status=$$?; $(WINDOWS)/rungs; exit $$status; }

# What the last run of the unit tests came to, rung by rung.
windows-rungs:
	@$(WINDOWS)/rungs

# Installs what the kernel lab needs when run as root on Debian or Ubuntu; elsewhere it says what could not run.
real-kernel:
	@$(LAB)/install; status=$$?; \
	if [ $$status = 3 ]; then exit 0; elif [ $$status != 0 ]; then exit $$status; fi; \
	$(LAB)/real-kernel-tests secureconnect-linux examples

bench:
	@for module in $(BENCHES); do $$module/src/jmh/bench || exit 1; done

# Five minutes for each. What breaks one stays among its test inputs.
fuzz:
	@for target in DecoderFuzz#message DecoderFuzz#inside IsakmpFuzz#message IsakmpFuzz#inside PeerProofFuzz#proof PhaseOneProofFuzz#proof IsakmpSessionFuzz#stranger IsakmpSessionFuzz#insider; do \
	JAZZER_FUZZ=1 JAZZER_INSTRUMENT='io.secureconnect.core.**' nice $(MVN) -q -pl secureconnect-core -am test \
	-Dtest="$$target" -Dsurefire.failIfNoSpecifiedTests=false || exit 1; done

format:
	$(MVN) -q spotless:apply

clean:
	$(MVN) -q clean
